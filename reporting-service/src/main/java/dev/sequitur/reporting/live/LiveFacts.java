package dev.sequitur.reporting.live;

import dev.sequitur.kit.database.ApiDatabase;
import dev.sequitur.kit.database.PathDatabase;
import dev.sequitur.reporting.ReportingConfig;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The facts of workspaces that are listened to, as any replica has stored them. */
@ApplicationScoped
class LiveFacts {

  // Where nobody listened meanwhile facts are missing: a number is left out, which is how a client
  // that comes back is told.
  private static final String WANT =
      """
      INSERT INTO live_workspaces AS w (workspace, sequence, wanted_until)
      VALUES (?, 0, now() + make_interval(secs => ?))
      ON CONFLICT (workspace) DO UPDATE SET
        sequence = w.sequence + (w.wanted_until <= now())::int,
        wanted_until = greatest(w.wanted_until, excluded.wanted_until)
      RETURNING new.sequence, coalesce(old.wanted_until <= now(), true), pg_current_xact_id()::text
      """;
  private static final String ENDED = "SELECT pg_snapshot_xmin(pg_current_snapshot()) > ?::xid8";
  private static final String AFTER =
      """
      SELECT sequence, body FROM live_facts WHERE workspace = ? AND sequence > ?
      ORDER BY sequence LIMIT 50
      """;
  private static final String SEQUENCES =
      "SELECT workspace, sequence FROM live_workspaces WHERE workspace = ANY (?)";
  private static final String PURGE =
      "DELETE FROM live_facts WHERE told_at < now() - make_interval(secs => ?)";

  private final ApiDatabase requests;
  private final PathDatabase path;
  private final ReportingConfig config;

  LiveFacts(ApiDatabase requests, PathDatabase path, ReportingConfig config) {
    this.requests = requests;
    this.path = path;
    this.config = config;
  }

  /** A fact in its place. */
  record Told(long sequence, String body) {}

  /**
   * Where a workspace's sequence stands.
   *
   * @param begins true if nobody had listened: batches under way may not know yet that somebody
   *     does
   * @param transaction of the question
   */
  record Wanted(long sequence, boolean begins, String transaction) {}

  /** Asks for the facts of a workspace, for the time for which they are kept. */
  Wanted want(String workspace) {
    return requests.<Wanted>in(
        workspace,
        transaction -> {
          try (var statement = transaction.connection().prepareStatement(WANT)) {
            statement.setString(1, workspace);
            statement.setDouble(2, config.liveRetention().toSeconds());
            try (var rows = statement.executeQuery()) {
              rows.next();
              return new Wanted(rows.getLong(1), rows.getBoolean(2), rows.getString(3));
            }
          }
        });
  }

  /** Whether all transactions that had begun before that one have ended. */
  boolean isPast(String workspace, String transactionId) {
    return requests.<Boolean>in(
        workspace,
        transaction -> {
          try (var statement = transaction.connection().prepareStatement(ENDED)) {
            statement.setString(1, transactionId);
            try (var rows = statement.executeQuery()) {
              rows.next();
              return rows.getBoolean(1);
            }
          }
        });
  }

  /** The next facts after a number, few at a time. */
  List<Told> after(String workspace, long sequence) {
    return requests.<List<Told>>in(
        workspace,
        transaction -> {
          try (var statement = transaction.connection().prepareStatement(AFTER)) {
            statement.setString(1, workspace);
            statement.setLong(2, sequence);
            var told = new ArrayList<Told>();
            try (var rows = statement.executeQuery()) {
              while (rows.next()) {
                told.add(new Told(rows.getLong(1), rows.getString(2)));
              }
            }
            return told;
          }
        });
  }

  /** The latest number of each of these workspaces. */
  Map<String, Long> sequences(Collection<String> workspaces) {
    return path.<Map<String, Long>>transact(
        transaction -> {
          var connection = transaction.connection();
          try (var statement = connection.prepareStatement(SEQUENCES)) {
            statement.setArray(1, connection.createArrayOf("text", workspaces.toArray()));
            var sequences = new HashMap<String, Long>();
            try (var rows = statement.executeQuery()) {
              while (rows.next()) {
                sequences.put(rows.getString(1), rows.getLong(2));
              }
            }
            return sequences;
          }
        });
  }

  @Scheduled(every = "1m", delayed = "1m", concurrentExecution = ConcurrentExecution.SKIP)
  void purge() {
    path.run(
        transaction -> {
          try (var statement = transaction.connection().prepareStatement(PURGE)) {
            statement.setDouble(1, config.liveRetention().toSeconds());
            statement.executeUpdate();
          }
        });
  }
}
