package dev.sequitur.gateway.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sequitur.gateway.GatewayProblem;
import dev.sequitur.gateway.Paging;
import dev.sequitur.gateway.access.Audit;
import dev.sequitur.gateway.access.Current;
import dev.sequitur.gateway.access.Grant;
import dev.sequitur.gateway.access.Role;
import dev.sequitur.gateway.access.Roles;
import dev.sequitur.kit.database.ApiDatabase;
import dev.sequitur.kit.problem.CommonProblem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Invitations to a workspace: made, listed, revoked. */
@Path("/api/v1/workspaces/{workspace}/invitations")
@RunOnVirtualThread
public class InvitationResource {

  private final ApiDatabase database;
  private final Audit audit;
  private final Current current;
  private final Roles roles;

  InvitationResource(ApiDatabase database, Audit audit, Current current, Roles roles) {
    this.database = database;
    this.audit = audit;
    this.current = current;
    this.roles = roles;
  }

  /**
   * An invitation without its token.
   *
   * @param state {@code open}, {@code accepted}, {@code revoked} or {@code expired}
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record View(
      String id,
      Role role,
      String state,
      @Nullable String note,
      String createdBy,
      Instant createdAt,
      Instant expiresAt,
      @Nullable String acceptedBy,
      @Nullable Instant acceptedAt) {}

  /** A page of invitations. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Page(List<View> items, @Nullable String next) {}

  /** An invitation that was just made; {@code token} is never shown again. */
  public record Made(String id, String token, Role role, Instant expiresAt) {}

  @GET
  public Page list(
      @PathParam("workspace") String workspace,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @DefaultValue(Paging.USUAL) int limit) {
    var paging = Paging.of(after, limit);
    var rows =
        database.in(
            workspace,
            transaction ->
                new InvitationTable(transaction.connection()).list(after, paging.rows()));
    return paging.page(rows.stream().map(InvitationResource::view).toList(), View::id, Page::new);
  }

  @POST
  public Response make(@PathParam("workspace") String workspace, @Nullable InvitationRequest body) {
    var wanted = InvitationRequest.valid(body);
    var identity = current.identity();
    var own = new Grant(Objects.requireNonNull(identity.in(workspace)), identity.scope());
    if (!own.covers(new Grant(wanted.role(), null), roles)) {
      throw GatewayProblem.ROLE_ABOVE_OWN.with("You do not hold all that this role may do.");
    }
    var text = InvitationText.draw(workspace);
    var row =
        database.in(
            workspace,
            transaction -> {
              var made =
                  new InvitationTable(transaction.connection())
                      .insert(text, wanted, identity.principal());
              transaction.say(
                  audit.entry(deed(workspace, "invitation:create", made.id()), null, shown(made)));
              return made;
            });
    return Response.status(201)
        .entity(new Made(row.id(), text.text(), row.role(), row.expiresAt()))
        .build();
  }

  @DELETE
  @Path("{id}")
  public void revoke(@PathParam("workspace") String workspace, @PathParam("id") String id) {
    database.run(
        workspace,
        transaction -> {
          var revoked =
              new InvitationTable(transaction.connection())
                  .revoke(id)
                  .orElseThrow(
                      () -> CommonProblem.NOT_FOUND.with("There is no such open invitation."));
          transaction.say(
              audit.entry(deed(workspace, "invitation:revoke", id), shown(revoked), null));
        });
  }

  private Audit.Deed deed(String workspace, String action, String id) {
    return new Audit.Deed(workspace, current.identity().principal(), action, "Invitation/" + id);
  }

  private static Map<String, @Nullable Object> shown(InvitationTable.Row row) {
    var shown = new HashMap<String, @Nullable Object>();
    shown.put("role", row.role().text());
    shown.put("expiresAt", row.expiresAt());
    if (row.note() != null) {
      shown.put("note", row.note());
    }
    return shown;
  }

  private static View view(InvitationTable.Row row) {
    return new View(
        row.id(),
        row.role(),
        row.state(),
        row.note(),
        row.createdBy(),
        row.createdAt(),
        row.expiresAt(),
        row.acceptedBy(),
        row.acceptedAt());
  }
}
