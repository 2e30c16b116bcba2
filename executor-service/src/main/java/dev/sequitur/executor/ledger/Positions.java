package dev.sequitur.executor.ledger;

import dev.sequitur.kit.database.Columns;
import dev.sequitur.kit.database.PathDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Positions on {@code commands} before which the ledger has admitted everything. */
@ApplicationScoped
public class Positions {

  private static final String NOTE =
      """
      INSERT INTO positions AS p (partition, next_offset)
      SELECT * FROM unnest(?::int[], ?::bigint[])
      ON CONFLICT (partition) DO UPDATE SET
        next_offset = greatest(p.next_offset, excluded.next_offset), noted_at = excluded.noted_at
      """;
  private static final String NOTED = "SELECT partition, next_offset, noted_at FROM positions";
  private static final String ALONE =
      "SELECT pg_advisory_xact_lock(hashtext('executor.positions'))";
  private static final String EMPTY = "SELECT NOT EXISTS (SELECT FROM admissions LIMIT 1)";

  private final PathDatabase database;

  Positions(PathDatabase database) {
    this.database = database;
  }

  /**
   * What is written down.
   *
   * @param next by partition
   * @param at the latest instant at which one of them was written: what the ledger lacks was said
   *     after it; null if there is none
   * @param empty whether the ledger has nothing at all
   */
  public record Noted(Map<Integer, Long> next, @Nullable Instant at, boolean empty) {}

  /** Moves positions on; none goes back. */
  public void note(Map<Integer, Long> next) {
    var rows = next.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
    database.run(
        tx -> {
          try (var insert = tx.connection().prepareStatement(NOTE)) {
            new Columns<>(insert, rows).ints(Map.Entry::getKey).longs(Map.Entry::getValue);
            insert.executeUpdate();
          }
        });
  }

  /** Does something while no other replica does it. */
  public void alone(Runnable work) {
    database.run(
        tx -> {
          try (var lock = tx.connection().prepareStatement(ALONE)) {
            lock.execute();
          }
          work.run();
        });
  }

  public Noted noted() {
    return database.transact(tx -> noted(tx.connection()));
  }

  private static Noted noted(Connection connection) throws SQLException {
    var next = new HashMap<Integer, Long>();
    Instant latest = null;
    try (var select = connection.prepareStatement(NOTED);
        var rows = select.executeQuery()) {
      while (rows.next()) {
        next.put(rows.getInt(1), rows.getLong(2));
        var at = rows.getObject(3, OffsetDateTime.class).toInstant();
        latest = latest == null || at.isAfter(latest) ? at : latest;
      }
    }
    try (var select = connection.prepareStatement(EMPTY);
        var rows = select.executeQuery()) {
      rows.next();
      return new Noted(Map.copyOf(next), latest, rows.getBoolean(1));
    }
  }
}
