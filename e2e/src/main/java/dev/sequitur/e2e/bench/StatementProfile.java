package dev.sequitur.e2e.bench;

import dev.sequitur.local.platform.LocalPlatform;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/**
 * Where the database spends its time: looks every few milliseconds at what each connection is
 * doing. A statement's share is that of the looks at which it ran without waiting.
 */
final class StatementProfile implements AutoCloseable {

  private static final String LOOK =
      """
      SELECT application_name, left(regexp_replace(query, '\\s+', ' ', 'g'), 60), wait_event IS NULL
      FROM pg_stat_activity
      WHERE state = 'active' AND backend_type = 'client backend' AND pid <> pg_backend_pid()
      """;
  private static final long EVERY_MILLIS = 15;

  private final Connection connection;
  private final Thread thread;
  private final Map<String, int[]> seen = new HashMap<>();
  private volatile boolean over;
  private int looks;

  private StatementProfile(Connection connection) {
    this.connection = connection;
    this.thread = Thread.ofPlatform().name("statement-profile").unstarted(this::look);
  }

  static StatementProfile start(LocalPlatform platform) throws SQLException {
    var profile = new StatementProfile(platform.database().connect());
    profile.thread.start();
    return profile;
  }

  private void look() {
    try (var select = connection.prepareStatement(LOOK)) {
      while (!over) {
        looks++;
        try (var rows = select.executeQuery()) {
          while (rows.next()) {
            var counts =
                seen.computeIfAbsent(rows.getString(1) + ": " + rows.getString(2), _ -> new int[2]);
            counts[rows.getBoolean(3) ? 0 : 1]++;
          }
        }
        Thread.sleep(EVERY_MILLIS);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the profile of statements ended early", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Prints connections at work and waiting, on average, for each statement. */
  void print(PrintStream out) throws InterruptedException {
    over = true;
    thread.join();
    out.printf("%nStatements, connections at work (waiting) on average of %d looks%n", looks);
    seen.entrySet().stream()
        .sorted(Comparator.comparing(entry -> -entry.getValue()[0]))
        .limit(20)
        .forEach(
            entry ->
                out.printf(
                    "  %.3f (%.3f)  %s%n",
                    entry.getValue()[0] / (double) looks,
                    entry.getValue()[1] / (double) looks,
                    entry.getKey()));
  }

  @Override
  public void close() throws SQLException {
    over = true;
    connection.close();
  }
}
