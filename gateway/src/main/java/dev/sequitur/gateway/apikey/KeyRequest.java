package dev.sequitur.gateway.apikey;

import dev.sequitur.gateway.access.Grant;
import dev.sequitur.gateway.access.Role;
import dev.sequitur.gateway.access.Roles;
import dev.sequitur.kit.definition.ManifestReader;
import dev.sequitur.kit.problem.CommonProblem;
import dev.sequitur.kit.problem.Violation;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The key that somebody wants.
 *
 * @param permissions those of the role's that the key shall have; absent: all
 * @param expiresAt absent: never
 */
public record KeyRequest(
    @Nullable String name,
    @Nullable String role,
    @Nullable List<@Nullable String> permissions,
    @Nullable Instant expiresAt) {

  /** Checked. */
  record Valid(String name, Grant grant, @Nullable Instant expiresAt) {}

  static Valid valid(@Nullable KeyRequest request, Roles roles, Instant now) {
    if (request == null) {
      throw CommonProblem.MALFORMED_REQUEST.with("A body with name and role is expected.");
    }
    var errors = new ArrayList<Violation>();
    var name = request.name();
    if (name == null || !ManifestReader.isName(name)) {
      errors.add(
          new Violation(
              "/name", "INVALID_NAME", "1 to 63 characters of a-z, 0-9 and - are needed"));
    }
    var role = Role.named(request.role());
    if (role == null) {
      errors.add(new Violation("/role", "UNKNOWN_ROLE", "one of " + ApiKeyResource.roleNames()));
    }
    // The topic carries what the table holds; PostgreSQL keeps microseconds.
    var expiresAt =
        request.expiresAt() == null ? null : request.expiresAt().truncatedTo(ChronoUnit.MILLIS);
    if (expiresAt != null && !expiresAt.isAfter(now)) {
      errors.add(new Violation("/expiresAt", "IN_THE_PAST", "must be in the future"));
    }
    if (role != null) {
      checkScope(request.permissions(), roles.permissions(role), errors);
    }
    if (name == null || role == null || !errors.isEmpty()) {
      throw CommonProblem.VALIDATION_FAILED.with("The key cannot be made so.", errors);
    }
    return new Valid(name, new Grant(role, scope(request.permissions())), expiresAt);
  }

  private static void checkScope(
      @Nullable List<@Nullable String> wanted, Set<String> held, List<Violation> errors) {
    if (wanted == null) {
      return;
    }
    if (wanted.isEmpty()) {
      errors.add(new Violation("/permissions", "EMPTY", "leave it out for all of the role's"));
    }
    for (var i = 0; i < wanted.size(); i++) {
      var permission = wanted.get(i);
      if (permission == null || !held.contains(permission)) {
        errors.add(
            new Violation(
                "/permissions/" + i, "NOT_OF_THE_ROLE", "the role has " + new TreeSet<>(held)));
      }
    }
  }

  private static @Nullable Set<String> scope(@Nullable List<@Nullable String> wanted) {
    if (wanted == null) {
      return null;
    }
    var scope = new TreeSet<String>();
    for (var permission : wanted) {
      if (permission != null) {
        scope.add(permission);
      }
    }
    return scope;
  }
}
