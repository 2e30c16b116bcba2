package dev.sequitur.gateway.access;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody may do in a workspace.
 *
 * @param scope the role's permissions that are left; null = all
 */
public record Grant(Role role, @Nullable Set<String> scope) {

  /** Every permission that is in it. */
  public Set<String> permissions(Roles roles) {
    var held = roles.permissions(role);
    return scope == null
        ? held
        : held.stream()
            .filter(scope::contains)
            .collect(java.util.stream.Collectors.toUnmodifiableSet());
  }

  /** Whether another is in it: nobody gives what they do not hold. */
  public boolean covers(Grant other, Roles roles) {
    return permissions(roles).containsAll(other.permissions(roles));
  }
}
