package dev.sequitur.gateway.apikey;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sequitur.contracts.ApiKeyStored;
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
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** API keys of a workspace. A key is shown once, when it is made; what is kept is its hash. */
@Path("/api/v1/workspaces/{workspace}/api-keys")
@RunOnVirtualThread
public class ApiKeyResource {

  private final ApiDatabase database;
  private final ApiKeys keys;
  private final Audit audit;
  private final Current current;
  private final Roles roles;
  private final InstantSource clock;

  ApiKeyResource(
      ApiDatabase database,
      ApiKeys keys,
      Audit audit,
      Current current,
      Roles roles,
      InstantSource clock) {
    this.roles = roles;
    this.database = database;
    this.keys = keys;
    this.audit = audit;
    this.current = current;
    this.clock = clock;
  }

  /**
   * A key without its secret.
   *
   * @param permissions those of the role's that it has; absent: all
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record View(
      String id,
      String name,
      String role,
      @Nullable SortedSet<String> permissions,
      @Nullable Instant expiresAt,
      String createdBy,
      Instant createdAt) {}

  /** A page of keys. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Page(List<View> items, @Nullable String next) {}

  /** A key that was just made; {@code key} is never shown again. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Made(
      String id,
      String name,
      String key,
      String role,
      @Nullable SortedSet<String> permissions,
      @Nullable Instant expiresAt) {}

  @GET
  public Page list(
      @PathParam("workspace") String workspace,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @DefaultValue(Paging.USUAL) int limit) {
    var paging = Paging.of(after, limit);
    var rows =
        database.in(
            workspace,
            transaction -> new KeyTable(transaction.connection()).list(after, paging.rows()));
    return paging.page(rows.stream().map(ApiKeyResource::view).toList(), View::id, Page::new);
  }

  @POST
  public Response make(@PathParam("workspace") String workspace, @Nullable KeyRequest body) {
    var wanted = KeyRequest.valid(body, roles, clock.instant());
    var own = Objects.requireNonNull(current.identity().in(workspace));
    if (!new Grant(own, current.identity().scope()).covers(wanted.grant(), roles)) {
      throw GatewayProblem.ROLE_ABOVE_OWN.with(
          "You are " + own.text() + " here; a key with a scope gives at most that scope.");
    }
    var text = KeyText.draw();
    var key = stored(workspace, wanted, text);
    database.run(
        workspace,
        transaction -> {
          if (!new KeyTable(transaction.connection()).insert(key, principal())) {
            throw GatewayProblem.KEY_NAME_TAKEN.with("Choose another name, or revoke that key.");
          }
          transaction.say(key.message());
          transaction.say(audit.entry(deed(key, "api-key:create"), null, shown(key)));
        });
    keys.put(key);
    return Response.status(201)
        .entity(
            new Made(
                key.id(), key.name(), text.text(), key.role(), key.permissions(), key.expiresAt()))
        .build();
  }

  @DELETE
  @Path("{id}")
  public void revoke(@PathParam("workspace") String workspace, @PathParam("id") String id) {
    var revoked =
        database.in(
            workspace,
            transaction -> {
              var key =
                  new KeyTable(transaction.connection())
                      .revoke(id)
                      .orElseThrow(() -> CommonProblem.NOT_FOUND.with("There is no such key."));
              transaction.say(key.message());
              transaction.say(audit.entry(deed(key, "api-key:revoke"), shown(key), null));
              return key;
            });
    keys.put(revoked);
  }

  private static ApiKeyStored stored(String workspace, KeyRequest.Valid wanted, KeyText text) {
    return new ApiKeyStored(
        text.id(),
        workspace,
        wanted.name(),
        Base64.getEncoder().encodeToString(text.hash()),
        wanted.grant().role().text(),
        wanted.expiresAt(),
        false,
        wanted.grant().scope() == null ? null : new TreeSet<>(wanted.grant().scope()));
  }

  private Audit.Deed deed(ApiKeyStored key, String action) {
    return new Audit.Deed(key.workspace(), principal(), action, "ApiKey/" + key.id());
  }

  private String principal() {
    return current.identity().principal();
  }

  private static Map<String, @Nullable Object> shown(ApiKeyStored key) {
    var shown = new HashMap<String, @Nullable Object>();
    shown.put("name", key.name());
    shown.put("role", key.role());
    if (key.permissions() != null) {
      shown.put("permissions", key.permissions());
    }
    shown.put("expiresAt", key.expiresAt());
    return shown;
  }

  private static View view(KeyTable.Row row) {
    var key = row.key();
    return new View(
        key.id(),
        key.name(),
        key.role(),
        key.permissions(),
        key.expiresAt(),
        row.createdBy(),
        row.createdAt());
  }

  /** Named in the problem's detail only. */
  static String roleNames() {
    return java.util.Arrays.stream(Role.values())
        .map(Role::text)
        .collect(java.util.stream.Collectors.joining(", "));
  }
}
