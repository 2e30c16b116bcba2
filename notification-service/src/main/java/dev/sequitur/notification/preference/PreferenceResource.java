package dev.sequitur.notification.preference;

import dev.sequitur.kit.token.Caller;
import dev.sequitur.notification.NotificationProblem;
import dev.sequitur.notification.preference.PreferenceTable.Person;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the caller wants of each channel: everybody's own, and nobody else's. */
@Path("/api/v1/workspaces/{workspace}/notification-preferences")
@Produces("application/json")
@RolesAllowed("notification:read")
@RunOnVirtualThread
public class PreferenceResource {

  private final PreferenceTable table;
  private final Caller caller;

  PreferenceResource(PreferenceTable table, Caller caller) {
    this.table = table;
    this.caller = caller;
  }

  @GET
  public Map<String, @Nullable Object> get() {
    return table.find(caller());
  }

  /** Replaces all of them; 422 with everything that is wrong, and then nothing is stored. */
  @PUT
  @Consumes("application/json")
  public Map<String, @Nullable Object> put(Map<String, @Nullable Object> document) {
    var errors = PreferenceReader.read(document == null ? Map.of() : document).errors();
    if (document == null || !errors.isEmpty()) {
      throw NotificationProblem.PREFERENCES_INVALID.with("They were not stored.", errors);
    }
    table.store(caller(), document);
    return document;
  }

  private Person caller() {
    return new Person(caller.workspace(), caller.principal());
  }
}
