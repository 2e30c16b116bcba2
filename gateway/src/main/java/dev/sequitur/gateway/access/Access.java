package dev.sequitur.gateway.access;

import org.jspecify.annotations.Nullable;

/** Whether somebody may do something. */
public final class Access {

  /** The answer. */
  public sealed interface Decision {}

  /**
   * Yes.
   *
   * @param grant in the workspace; null for an operation that is in none
   */
  public record Granted(@Nullable Grant grant) implements Decision {}

  /** The workspace is not theirs, or not there: the caller cannot tell which. */
  public record Hidden() implements Decision {}

  /** A member without the permission. */
  public record Forbidden() implements Decision {}

  /** A key whose role has the permission, and which was made without it. */
  public record OutOfScope() implements Decision {}

  private Access() {}

  /**
   * The role in the path's own workspace decides, and nothing else.
   *
   * @param permission what the operation needs; null if it is in no workspace
   */
  public static Decision decide(
      @Nullable String permission, @Nullable String workspace, Identity identity, Roles roles) {
    if (permission == null) {
      return new Granted(null);
    }
    var role = identity.in(workspace);
    if (role == null) {
      return new Hidden();
    }
    if (!roles.permissions(role).contains(permission)) {
      return new Forbidden();
    }
    var scope = identity.scope();
    return scope == null || scope.contains(permission)
        ? new Granted(new Grant(role, scope))
        : new OutOfScope();
  }
}
