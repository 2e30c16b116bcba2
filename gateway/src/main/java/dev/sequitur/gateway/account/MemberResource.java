package dev.sequitur.gateway.account;

import dev.sequitur.gateway.GatewayProblem;
import dev.sequitur.gateway.access.Audit;
import dev.sequitur.gateway.access.Current;
import dev.sequitur.gateway.access.Grant;
import dev.sequitur.gateway.access.Role;
import dev.sequitur.gateway.access.Roles;
import dev.sequitur.kit.database.ApiDatabase;
import dev.sequitur.kit.problem.CommonProblem;
import dev.sequitur.kit.problem.Violation;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** Who belongs to a workspace, and as what. */
@Path("/api/v1/workspaces/{workspace}/members")
@RunOnVirtualThread
public class MemberResource {

  private final ApiDatabase database;
  private final Passwords passwords;
  private final Sessions sessions;
  private final Audit audit;
  private final Current current;
  private final Roles roles;

  MemberResource(
      ApiDatabase database,
      Passwords passwords,
      Sessions sessions,
      Audit audit,
      Current current,
      Roles roles) {
    this.roles = roles;
    this.database = database;
    this.passwords = passwords;
    this.sessions = sessions;
    this.audit = audit;
    this.current = current;
  }

  /**
   * A member.
   *
   * @param source {@code local}: somebody here gave the role; {@code oidc}: the issuer's groups
   * @param signsInBy {@code password}, {@code oidc}; none: by a link that the machine's owner makes
   */
  public record Member(
      String user, Role role, String source, SortedSet<String> signsInBy, boolean disabled) {

    static Member of(String user, MemberTable.Row row) {
      return new Member(user, row.role(), row.source().text(), row.ways(), row.disabled());
    }
  }

  /** All members: there are few. */
  public record Members(List<Member> items) {}

  /**
   * What somebody is to be.
   *
   * @param password the first one of a user who is not there yet; nobody sets another's later on
   */
  public record Wanted(@Nullable String role, @Nullable String password) {

    @Override
    public String toString() {
      return "Wanted[" + role + "]";
    }
  }

  @GET
  public Members list(@PathParam("workspace") String workspace) {
    var members =
        database.in(
            workspace,
            transaction -> new MemberTable(transaction.connection(), workspace).lockAll());
    return new Members(
        members.entrySet().stream()
            .map(entry -> Member.of(entry.getKey(), entry.getValue()))
            .toList());
  }

  @PUT
  @Path("{user}")
  public Member put(
      @PathParam("workspace") String workspace,
      @PathParam("user") String user,
      @Nullable Wanted wanted) {
    var role = wanted == null ? null : Role.named(wanted.role());
    if (wanted == null || role == null) {
      throw CommonProblem.VALIDATION_FAILED.with(
          "A role is needed.",
          List.of(
              new Violation("/role", "UNKNOWN_ROLE", "one of owner, editor, operator, viewer")));
    }
    requireHeld(workspace, role);
    var password = wanted.password();
    var hash = password == null ? null : passwords.hash(password, "/password");
    var member =
        database.in(
            workspace,
            transaction -> {
              var accounts = new AccountTable(transaction.connection());
              if (!accounts.insert(user, hash) && hash != null) {
                throw CommonProblem.CONFLICT.with("That user exists and keeps their own password.");
              }
              var table = new MemberTable(transaction.connection(), workspace);
              var members = table.lockAll();
              requireOwnerBeside(user, role, members);
              table.put(user, role);
              transaction.say(entry(workspace, "member:put", user, members.get(user), role));
              return Member.of(user, Objects.requireNonNull(table.lockAll().get(user)));
            });
    sessions.forget();
    return member;
  }

  @DELETE
  @Path("{user}")
  public void remove(@PathParam("workspace") String workspace, @PathParam("user") String user) {
    database.run(
        workspace,
        transaction -> {
          var table = new MemberTable(transaction.connection(), workspace);
          var members = table.lockAll();
          if (!members.containsKey(user)) {
            throw CommonProblem.NOT_FOUND.with("There is no such member.");
          }
          requireOwnerBeside(user, null, members);
          table.delete(user);
          transaction.say(entry(workspace, "member:remove", user, members.get(user), null));
        });
    sessions.forget();
  }

  /** A key with a scope must not make itself a member without one. */
  private void requireHeld(String workspace, Role role) {
    var identity = current.identity();
    var own = new Grant(Objects.requireNonNull(identity.in(workspace)), identity.scope());
    if (!own.covers(new Grant(role, null), roles)) {
      throw GatewayProblem.ROLE_ABOVE_OWN.with("You do not hold all that this role may do.");
    }
  }

  private static void requireOwnerBeside(
      String user, @Nullable Role after, SortedMap<String, MemberTable.Row> members) {
    var another =
        members.entrySet().stream()
            .anyMatch(entry -> entry.getValue().isActiveOwner() && !entry.getKey().equals(user));
    var before = members.get(user);
    var wasOwner = before != null && before.role() == Role.OWNER;
    if (wasOwner && after != Role.OWNER && !another) {
      throw GatewayProblem.LAST_OWNER.with("Make somebody else an owner first.");
    }
  }

  private dev.sequitur.contracts.Message entry(
      String workspace,
      String action,
      String user,
      MemberTable.@Nullable Row before,
      @Nullable Role after) {
    var deed = new Audit.Deed(workspace, current.identity().principal(), action, "Account/" + user);
    return audit.entry(deed, shown(before == null ? null : before.role()), shown(after));
  }

  private static @Nullable Map<String, @Nullable Object> shown(@Nullable Role role) {
    return role == null ? null : Map.of("role", role.text());
  }
}
