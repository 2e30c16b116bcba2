package dev.sequitur.gateway.account;

import dev.sequitur.gateway.access.Current;
import dev.sequitur.gateway.access.Grant;
import dev.sequitur.gateway.access.Role;
import dev.sequitur.gateway.access.Roles;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Who one is, and what one may do where. */
@Path("/api/v1/whoami")
public class WhoAmIResource {

  private final Current current;
  private final Roles roles;

  WhoAmIResource(Current current, Roles roles) {
    this.current = current;
    this.roles = roles;
  }

  /**
   * The caller.
   *
   * @param kind {@code account}, {@code api-key} or {@code client}
   */
  public record Me(String principal, String kind, List<Membership> workspaces) {}

  /** What the caller is in a workspace. */
  public record Membership(String workspace, Role role, SortedSet<String> permissions) {}

  @GET
  public Me get() {
    var identity = current.identity();
    var workspaces =
        identity.roles().entrySet().stream()
            .map(entry -> membership(entry.getKey(), entry.getValue()))
            .sorted(Comparator.comparing(Membership::workspace))
            .toList();
    return new Me(identity.principal(), identity.kind(), workspaces);
  }

  private Membership membership(String workspace, Role role) {
    return new Membership(
        workspace,
        role,
        new TreeSet<>(new Grant(role, current.identity().scope()).permissions(roles)));
  }
}
