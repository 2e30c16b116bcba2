package dev.sequitur.gateway.apikey;

import dev.sequitur.gateway.access.Role;
import dev.sequitur.kit.definition.ManifestReader;
import dev.sequitur.kit.problem.CommonProblem;
import dev.sequitur.kit.problem.Violation;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The key that somebody wants.
 *
 * @param expiresAt absent: never
 */
public record KeyRequest(
    @Nullable String name, @Nullable String role, @Nullable Instant expiresAt) {

  /** Checked. */
  record Valid(String name, Role role, @Nullable Instant expiresAt) {}

  static Valid valid(@Nullable KeyRequest request, Instant now) {
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
      errors.add(new Violation("/role", "UNKNOWN_ROLE", "one of " + ApiKeyResource.roles()));
    }
    // The topic carries what the table holds; PostgreSQL keeps microseconds.
    var expiresAt =
        request.expiresAt() == null ? null : request.expiresAt().truncatedTo(ChronoUnit.MILLIS);
    if (expiresAt != null && !expiresAt.isAfter(now)) {
      errors.add(new Violation("/expiresAt", "IN_THE_PAST", "must be in the future"));
    }
    if (name == null || role == null || !errors.isEmpty()) {
      throw CommonProblem.VALIDATION_FAILED.with("The key cannot be made so.", errors);
    }
    return new Valid(name, role, expiresAt);
  }
}
