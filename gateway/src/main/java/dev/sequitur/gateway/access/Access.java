package dev.sequitur.gateway.access;

import org.jspecify.annotations.Nullable;

/** Whether somebody may do something. */
public final class Access {

  /** The answer. */
  public sealed interface Decision {}

  /**
   * Yes.
   *
   * @param role in the workspace; null for an operation that is in none
   */
  public record Granted(@Nullable Role role) implements Decision {}

  /** The workspace is not theirs, or not there: the caller cannot tell which. */
  public record Hidden() implements Decision {}

  /** A member without the permission. */
  public record Forbidden() implements Decision {}

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
    return roles.permissions(role).contains(permission) ? new Granted(role) : new Forbidden();
  }
}
