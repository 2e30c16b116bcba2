package dev.sequitur.gateway.account;

import dev.sequitur.gateway.access.Role;
import dev.sequitur.kit.problem.CommonProblem;
import dev.sequitur.kit.problem.Violation;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The invitation that somebody wants to make.
 *
 * @param note for whom it is meant, in words
 * @param lifetime ISO 8601, from a minute to 30 days; absent: 7 days
 */
public record InvitationRequest(
    @Nullable String role, @Nullable String note, @Nullable String lifetime) {

  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration USUAL = Duration.ofDays(7);
  private static final Duration LONGEST = Duration.ofDays(30);
  private static final int LONGEST_NOTE = 200;

  static InvitationTable.Wanted valid(@Nullable InvitationRequest request) {
    if (request == null) {
      throw CommonProblem.MALFORMED_REQUEST.with("A body with a role is expected.");
    }
    var errors = new ArrayList<Violation>();
    var role = Role.named(request.role());
    if (role == null) {
      errors.add(new Violation("/role", "UNKNOWN_ROLE", "one of owner, editor, operator, viewer"));
    }
    var note = request.note();
    if (note != null && (note.length() > LONGEST_NOTE || note.indexOf(0) >= 0)) {
      errors.add(new Violation("/note", "TOO_LONG", "at most " + LONGEST_NOTE + " characters"));
    }
    var lifetime = lifetime(request.lifetime(), errors);
    if (role == null || !errors.isEmpty()) {
      throw CommonProblem.VALIDATION_FAILED.with("The invitation cannot be made so.", errors);
    }
    return new InvitationTable.Wanted(role, note, lifetime);
  }

  private static Duration lifetime(@Nullable String text, List<Violation> errors) {
    try {
      var lifetime = text == null ? USUAL : Duration.parse(text);
      if (lifetime.compareTo(SHORTEST) >= 0 && lifetime.compareTo(LONGEST) <= 0) {
        return lifetime;
      }
    } catch (DateTimeParseException e) {
      // Said below, as is a duration beyond the bounds.
    }
    errors.add(new Violation("/lifetime", "INVALID_DURATION", "such as P7D; PT1M to P30D"));
    return USUAL;
  }
}
