package dev.sequitur.executor.secret;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sequitur.executor.ExecutorProblem;
import dev.sequitur.kit.problem.Violation;
import dev.sequitur.kit.token.Caller;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Secrets: written and deleted, listed by name, never read back. */
@Path("/api/v1/workspaces/{workspace}/secrets")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class SecretResource {

  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9._-]{0,98}[a-z0-9])?");
  private static final int LONGEST = 16 * 1024;
  private static final int MOST = 200;

  private final StoredSecrets secrets;
  private final Caller caller;

  SecretResource(StoredSecrets secrets, Caller caller) {
    this.secrets = secrets;
    this.caller = caller;
  }

  /** The value to store, 1 to 16,384 bytes of UTF-8. */
  public record SecretValue(@Nullable String value) {

    @Override
    public String toString() {
      return "SecretValue[***]";
    }
  }

  /**
   * Names, versions and instants.
   *
   * @param next where the following page begins; absent on the last
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Page(List<StoredSecrets.Entry> items, @Nullable String next) {}

  @PUT
  @Path("/{name}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("secret:write")
  public void put(
      @PathParam("workspace") String workspace,
      @PathParam("name") String name,
      @Nullable SecretValue given) {
    if (!NAME.matcher(name).matches()) {
      throw ExecutorProblem.SECRET_INVALID.with(
          "A name is up to 100 lower-case letters, digits, dots, dashes and underscores.");
    }
    var value = given == null || given.value() == null ? "" : given.value();
    var bytes = value.getBytes(StandardCharsets.UTF_8);
    if (bytes.length == 0 || bytes.length > LONGEST) {
      throw ExecutorProblem.SECRET_INVALID.with(
          "The value must have 1 to 16384 bytes.",
          List.of(new Violation("/value", "LENGTH", "must have 1 to 16384 bytes")));
    }
    secrets.put(workspace, name, bytes, caller.principal());
  }

  @GET
  @RolesAllowed("secret:write")
  public Page list(
      @PathParam("workspace") String workspace,
      @RestQuery @DefaultValue("50") int limit,
      @RestQuery @DefaultValue("") String after) {
    var wanted = Math.clamp(limit, 1, MOST);
    var found = secrets.list(workspace, after, wanted + 1);
    var shown = found.subList(0, Math.min(wanted, found.size()));
    return new Page(shown, found.size() > wanted ? shown.getLast().name() : null);
  }

  @DELETE
  @Path("/{name}")
  @RolesAllowed("secret:write")
  public void delete(@PathParam("workspace") String workspace, @PathParam("name") String name) {
    if (!secrets.delete(workspace, name, caller.principal())) {
      throw ExecutorProblem.SECRET_NOT_FOUND.with("There is no secret of that name.");
    }
  }
}
