package dev.sequitur.notification.delivery;

import dev.sequitur.contracts.EffectSettled;
import dev.sequitur.contracts.Wire;
import dev.sequitur.kit.database.Columns;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Deliveries, written. */
final class DeliveryTable {

  private static final String INSERT =
      """
      INSERT INTO deliveries (id, workspace, channel, channel_kind, username, subscription_uid, subscription,
          subscription_version, outcome, severity, title, rule, run_id, event, details, state, reason, due_at,
          send_run_id, send_command_id, created_at)
      SELECT * FROM unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::uuid[], ?::text[], ?::int[],
          ?::text[], ?::text[], ?::text[], ?::text[], ?::uuid[], ?::json[], ?::json[], ?::text[], ?::text[],
          ?::timestamptz[], ?::uuid[], ?::uuid[], ?::timestamptz[])
      ON CONFLICT (id) DO NOTHING RETURNING id
      """;

  // A later generation holds; the same one again changes nothing. What a provider said is kept of
  // tests alone: not everybody who may see deliveries may read payloads.
  private static final String SETTLE =
      """
      UPDATE deliveries d SET state = n.state, reason = n.reason, send_generation = n.generation,
          detail = CASE WHEN d.subscription = '' THEN n.detail END, settled_at = n.settled_at
      FROM unnest(?::uuid[], ?::int[], ?::text[], ?::text[], ?::text[], ?::timestamptz[])
          AS n(command_id, generation, state, reason, detail, settled_at)
      WHERE d.send_command_id = n.command_id AND d.send_generation < n.generation
      """;

  /** Rows of one statement; bounds its memory, not the transaction. */
  private static final int AT_ONCE = 1_000;

  private static final int LONGEST_DETAIL = 1_000;

  private DeliveryTable() {}

  /** Stores what is not there yet; gives the ids of what was not. */
  static Set<UUID> insert(Connection connection, List<Delivery> deliveries) throws SQLException {
    var stored = new HashSet<UUID>();
    // In one order for all replicas, or two of them could wait for each other's rows.
    var sorted = deliveries.stream().sorted(Comparator.comparing(Delivery::id)).toList();
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

  /** Notes what became of messages; of several outcomes of one command the last generation's. */
  static int settle(Connection connection, List<EffectSettled> outcomes) throws SQLException {
    if (outcomes.isEmpty()) {
      return 0;
    }
    var latest = new HashMap<UUID, EffectSettled>();
    for (var outcome : outcomes) {
      latest.merge(
          outcome.commandId(),
          outcome,
          (one, other) -> other.generation() > one.generation() ? other : one);
    }
    var sorted =
        latest.values().stream().sorted(Comparator.comparing(EffectSettled::commandId)).toList();
    try (var update = connection.prepareStatement(SETTLE)) {
      bindSettled(update, sorted);
      return update.executeUpdate();
    }
  }

  static Instant now(Connection connection) throws SQLException {
    try (var select = connection.prepareStatement("SELECT now()");
        var found = select.executeQuery()) {
      found.next();
      return found.getObject(1, OffsetDateTime.class).toInstant();
    }
  }

  static Map<String, Object> values(String json) {
    @SuppressWarnings("unchecked")
    Map<String, Object> values = Wire.read(json.getBytes(StandardCharsets.UTF_8), Map.class);
    return values;
  }

  private static String shown(EffectSettled outcome) {
    var detail = String.valueOf(java.util.Objects.requireNonNull(outcome.failure()).detail());
    var clean = detail.replace('\0', '\uFFFD');
    return clean.length() > LONGEST_DETAIL ? clean.substring(0, LONGEST_DETAIL) : clean;
  }

  private static @Nullable String name(@Nullable Enum<?> value) {
    return value == null ? null : value.name();
  }

  static @Nullable UUID runId(@Nullable MessageCommand command) {
    return command == null ? null : command.runId();
  }

  static @Nullable UUID commandId(@Nullable MessageCommand command) {
    return command == null ? null : command.commandId();
  }

  private static void bind(PreparedStatement statement, List<Delivery> rows) throws SQLException {
    new Columns<>(statement, rows)
        .uuids(Delivery::id)
        .texts(Delivery::workspace)
        .texts(one -> one.target().channel())
        .texts(one -> one.kind() == null ? null : one.kind().written())
        .texts(one -> one.target().user())
        .uuids(one -> one.origin().uid())
        .texts(one -> one.text("subscription"))
        .ints(one -> one.origin().version())
        .texts(one -> one.happening().name())
        .texts(one -> one.happening().severity().name())
        .texts(one -> one.text("title"))
        .texts(one -> one.text("rule"))
        .uuids(Delivery::runId)
        .json(one -> Wire.write(one.event()))
        .json(one -> Wire.write(one.values()))
        .texts(one -> one.standing().state().name())
        .texts(one -> name(one.standing().reason()))
        .instants(one -> one.standing().dueAt())
        .uuids(one -> runId(one.standing().command()))
        .uuids(one -> commandId(one.standing().command()))
        .instants(Delivery::createdAt);
  }

  private static void bindSettled(PreparedStatement statement, List<EffectSettled> rows)
      throws SQLException {
    new Columns<>(statement, rows)
        .uuids(EffectSettled::commandId)
        .ints(EffectSettled::generation)
        .texts(one -> DeliveryState.of(one.state()).name())
        .texts(one -> one.failure() == null ? null : one.failure().code())
        .texts(one -> one.failure() == null ? null : shown(one))
        .instants(EffectSettled::settledAt);
  }
}
