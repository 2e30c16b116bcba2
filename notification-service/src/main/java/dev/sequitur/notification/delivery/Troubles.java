package dev.sequitur.notification.delivery;

import dev.sequitur.notification.domain.Fact;
import dev.sequitur.notification.domain.Subscription;
import dev.sequitur.notification.domain.Telling;
import dev.sequitur.notification.domain.Telling.Told;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** Rules that were told to be in trouble, by subscriptions that want to know when it is over. */
final class Troubles {

  private static final String OPEN =
      """
      INSERT INTO troubles (subscription_uid, rule, workspace, cause, failed_at) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (subscription_uid, rule) DO UPDATE SET cause = excluded.cause, failed_at = excluded.failed_at
      WHERE troubles.failed_at < excluded.failed_at
      """;
  private static final String CLOSE =
      "DELETE FROM troubles WHERE subscription_uid = ? AND rule = ? AND failed_at < ? RETURNING cause";

  /** A run that ended well, of a rule that may have been in trouble. */
  record Candidate(Subscription subscription, Fact.Ended finished, Instant at) {}

  /** A trouble that is told just now. */
  record Trouble(Subscription subscription, Fact fact, Instant at) {}

  private static final Comparator<Candidate> ORDER =
      Comparator.<Candidate, UUID>comparing(one -> one.subscription().uid())
          .thenComparing(one -> one.finished().starter().name())
          .thenComparing(Candidate::at);

  private Troubles() {}

  static void open(Connection connection, List<Trouble> troubles) throws SQLException {
    var sorted =
        troubles.stream()
            .sorted(
                Comparator.<Trouble, UUID>comparing(one -> one.subscription().uid())
                    .thenComparing(one -> one.fact().starter().name()))
            .toList();
    if (sorted.isEmpty()) {
      return;
    }
    try (var insert = connection.prepareStatement(OPEN)) {
      for (var trouble : sorted) {
        insert.setObject(1, trouble.subscription().uid());
        insert.setString(2, trouble.fact().starter().name());
        insert.setString(3, trouble.fact().workspace());
        insert.setString(4, trouble.fact().cause());
        insert.setObject(5, utc(trouble.at()));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** What is told of troubles that are over: each trouble's end once, whoever comes to know it. */
  static Told close(Connection connection, List<Candidate> candidates) throws SQLException {
    var told = Told.nothing();
    if (candidates.isEmpty()) {
      return told;
    }
    try (var delete = connection.prepareStatement(CLOSE)) {
      for (var candidate : candidates.stream().sorted(ORDER).toList()) {
        delete.setObject(1, candidate.subscription().uid());
        delete.setString(2, candidate.finished().starter().name());
        delete.setObject(3, utc(candidate.at()));
        try (var found = delete.executeQuery()) {
          if (found.next()) {
            var recovered = candidate.finished().recovering(found.getString(1));
            told.add(Telling.by(candidate.subscription(), recovered, candidate.at()));
          }
        }
      }
    }
    return told;
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
