package dev.sequitur.notification.inbox;

import dev.sequitur.kit.database.Columns;
import dev.sequitur.notification.domain.Notification;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Puts notifications into inboxes, once per cause however often they come. */
@Startup
@ApplicationScoped
public class Inbox {

  /** Rows of one statement; bounds its memory, not the transaction. */
  private static final int AT_ONCE = 1_000;

  private static final String INSERT =
      """
      INSERT INTO notifications (id, workspace, recipient, subscription_uid, subscription, severity, outcome,
          title, code, rule, run_id, command_id, generation, event_id, created_at)
      SELECT * FROM unnest(?::uuid[], ?::text[], ?::text[], ?::uuid[], ?::text[], ?::text[], ?::text[],
          ?::text[], ?::text[], ?::text[], ?::uuid[], ?::uuid[], ?::int[], ?::uuid[], ?::timestamptz[])
      ON CONFLICT (id) DO NOTHING RETURNING id
      """;

  private final Counter told;
  private final Counter duplicates;

  Inbox(MeterRegistry metrics) {
    this.told =
        Counter.builder("sequitur.notification.told")
            .description("notifications put into inboxes")
            .register(metrics);
    this.duplicates =
        Counter.builder("sequitur.notification.duplicates")
            .description("notifications that were in the inbox already")
            .register(metrics);
  }

  /** Stores what is not there yet, in the caller's transaction; gives the ids of what was not. */
  public static Set<UUID> insert(Connection connection, List<Notification> notifications)
      throws SQLException {
    // In one order for all replicas, or two of them could wait for each other's rows.
    var sorted = notifications.stream().sorted(Comparator.comparing(Notification::id)).toList();
    var stored = new HashSet<UUID>();
    for (int from = 0; from < sorted.size(); from += AT_ONCE) {
      try (var insert = connection.prepareStatement(INSERT)) {
        bind(insert, sorted.subList(from, Math.min(from + AT_ONCE, sorted.size())));
        try (var found = insert.executeQuery()) {
          while (found.next()) {
            stored.add(found.getObject(1, UUID.class));
          }
        }
      }
    }
    return stored;
  }

  /** Counts what was stored, once that is committed. */
  public void count(int stored, int found) {
    told.increment(stored);
    duplicates.increment(found);
  }

  private static void bind(PreparedStatement statement, List<Notification> rows)
      throws SQLException {
    new Columns<>(statement, rows)
        .uuids(Notification::id)
        .texts(told -> told.fact().workspace())
        .texts(told -> told.recipient().key())
        .uuids(told -> told.subscription().uid())
        .texts(told -> told.subscription().name())
        .texts(told -> told.fact().happening().severity().name())
        .texts(told -> told.fact().happening().name())
        .texts(Notification::title)
        .texts(told -> told.fact().code())
        .texts(told -> told.fact().starter().name())
        .uuids(told -> told.fact().runId())
        .uuids(told -> told.fact().commandId())
        .ints(told -> told.fact().generation())
        .uuids(told -> told.fact().event().id())
        .instants(Notification::at);
  }
}
