package dev.sequitur.e2e.bench;

import dev.sequitur.contracts.Topic;
import dev.sequitur.contracts.Topics;
import dev.sequitur.local.platform.LocalPlatform;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.common.TopicPartition;

/**
 * What lies on the disks at one moment, in bytes.
 *
 * @param topics segments of one replica, all partitions together, by topic
 * @param tables rows with what is stored out of line, by {@code schema.table}
 * @param indexes by {@code schema.table}, all of a table together
 * @param writeAhead position of the database's write-ahead log
 */
record Stored(
    Map<String, Long> topics,
    Map<String, Long> tables,
    Map<String, Long> indexes,
    long writeAhead) {

  private static final String RELATIONS =
      """
      SELECT schemaname || '.' || relname, pg_table_size(relid), pg_indexes_size(relid)
      FROM pg_stat_user_tables
      """;
  private static final String WRITE_AHEAD = "SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')";

  /** As it is now. Nothing is asked to be tidied up first: operators' disks are not either. */
  static Stored of(LocalPlatform platform) throws InterruptedException {
    try (var connection = platform.database().connect()) {
      var tables = new TreeMap<String, Long>();
      var indexes = new TreeMap<String, Long>();
      relations(connection, tables, indexes);
      return new Stored(topics(platform.kafka()), tables, indexes, writeAhead(connection));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void relations(
      Connection connection, Map<String, Long> tables, Map<String, Long> indexes)
      throws SQLException {
    try (var select = connection.createStatement();
        var rows = select.executeQuery(RELATIONS)) {
      while (rows.next()) {
        tables.put(rows.getString(1), rows.getLong(2));
        indexes.put(rows.getString(1), rows.getLong(3));
      }
    }
  }

  private static long writeAhead(Connection connection) throws SQLException {
    try (var select = connection.createStatement();
        var row = select.executeQuery(WRITE_AHEAD)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static Map<String, Long> topics(String servers) throws InterruptedException {
    var bytes = new TreeMap<String, Long>();
    Topics.all().stream().map(Topic::name).forEach(name -> bytes.put(name, 0L));
    try (var admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      var nodes = admin.describeCluster().nodes().get().stream().map(node -> node.id()).toList();
      admin.describeLogDirs(nodes).allDescriptions().get().values().stream()
          .flatMap(folders -> folders.values().stream())
          .map(LogDirDescription::replicaInfos)
          .forEach(replicas -> replicas.forEach((of, info) -> add(bytes, of, info.size())));
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
    return bytes;
  }

  private static void add(Map<String, Long> bytes, TopicPartition of, long size) {
    bytes.computeIfPresent(of.topic(), (_, sum) -> sum + size);
  }
}
