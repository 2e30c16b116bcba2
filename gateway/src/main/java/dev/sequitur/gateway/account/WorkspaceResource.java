package dev.sequitur.gateway.account;

import dev.sequitur.gateway.GatewayProblem;
import dev.sequitur.gateway.access.Audit;
import dev.sequitur.gateway.access.Current;
import dev.sequitur.gateway.access.Role;
import dev.sequitur.kit.database.ApiDatabase;
import dev.sequitur.kit.database.Transaction;
import dev.sequitur.kit.definition.ManifestReader;
import dev.sequitur.kit.problem.CommonProblem;
import dev.sequitur.kit.problem.Violation;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Workspaces: one's own, and new ones. */
@Path("/api/v1/workspaces")
@RunOnVirtualThread
public class WorkspaceResource {

  private final ApiDatabase database;
  private final Sessions sessions;
  private final Audit audit;
  private final Current current;

  WorkspaceResource(ApiDatabase database, Sessions sessions, Audit audit, Current current) {
    this.database = database;
    this.sessions = sessions;
    this.audit = audit;
    this.current = current;
  }

  /** A workspace and what the caller is in it. */
  public record View(String name, Role role) {}

  /** All that are the caller's: there are few. */
  public record Views(List<View> items) {}

  /** The workspace that somebody wants. */
  public record Wanted(@Nullable String name) {}

  @GET
  public Views list() {
    var items =
        current.identity().roles().entrySet().stream()
            .map(one -> new View(one.getKey(), one.getValue()))
            .sorted(Comparator.comparing(View::name))
            .toList();
    return new Views(items);
  }

  /** Makes a workspace; its maker is its first owner. */
  @POST
  public Response make(@Nullable Wanted wanted) {
    requirePerson();
    var name = wanted == null ? null : wanted.name();
    if (name == null || !ManifestReader.isName(name)) {
      throw CommonProblem.VALIDATION_FAILED.with(
          "The workspace cannot be made so.",
          List.of(
              new Violation(
                  "/name", "INVALID_NAME", "1 to 63 characters of a-z, 0-9 and - are needed")));
    }
    database.run(name, transaction -> make(transaction, name));
    sessions.forget();
    return Response.status(201).entity(new View(name, Role.OWNER)).build();
  }

  private void make(Transaction transaction, String name) throws SQLException {
    try (var insert =
        transaction
            .connection()
            .prepareStatement("INSERT INTO workspaces (name) VALUES (?) ON CONFLICT DO NOTHING")) {
      insert.setString(1, name);
      if (insert.executeUpdate() == 0) {
        throw CommonProblem.CONFLICT.with("There is a workspace of that name.");
      }
    }
    var maker = current.identity().principal();
    new MemberTable(transaction.connection(), name).put(maker, Role.OWNER);
    var deed = new Audit.Deed(name, maker, "workspace:create", "Workspace/" + name);
    transaction.say(audit.entry(deed, null, Map.of("owner", maker)));
  }

  private void requirePerson() {
    if (!current.identity().isSession()) {
      throw GatewayProblem.SESSION_REQUIRED.with("An API key cannot own a workspace.");
    }
  }
}
