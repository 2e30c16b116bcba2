package dev.sequitur.reporting.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.sequitur.contracts.Wire;
import dev.sequitur.kit.database.DatabaseException;
import dev.sequitur.kit.database.PathDatabase;
import dev.sequitur.kit.kafka.Faults;
import dev.sequitur.reporting.ReportingConfig;
import dev.sequitur.reporting.ReportingFlows;
import dev.sequitur.reporting.query.Freshness;
import dev.sequitur.reporting.query.Rows;
import dev.sequitur.reporting.report.domain.Period;
import dev.sequitur.reporting.report.domain.ReportData;
import dev.sequitur.reporting.report.domain.ReportSpec;
import dev.sequitur.reporting.report.domain.SpecReader;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Makes reports that wait, one after the other, on any replica. A report is made once all that
 * happened in its range is known, and of one state of all tables: what it says and the positions on
 * the log belong together.
 */
@ApplicationScoped
class ReportMaker {

  private static final Logger LOG = Logger.getLogger(ReportMaker.class);

  private static final String ONE_STATE = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ";
  private static final String NEXT =
      """
      SELECT * FROM reports WHERE state = 'WAITING' AND range_to <= ?
      ORDER BY requested_at LIMIT 1 FOR UPDATE SKIP LOCKED
      """;
  private static final String POSITIONS =
      "SELECT topic || '/' || partition, next_offset FROM positions WHERE reader = ?";
  private static final String MADE =
      """
      UPDATE reports SET state = 'MADE', made_at = now(), positions = ?::json, digest = ?, data = ?
      WHERE report_id = ?
      """;
  private static final String FAILED =
      "UPDATE reports SET state = 'FAILED', made_at = now(), failure = ? WHERE report_id = ?";
  private static final String PURGE =
      "DELETE FROM reports WHERE requested_at < now() - make_interval(secs => ?)";

  private final PathDatabase database;
  private final Sections sections;
  private final Freshness freshness;
  private final ReportingConfig config;

  ReportMaker(
      PathDatabase database, Sections sections, Freshness freshness, ReportingConfig config) {
    this.database = database;
    this.sections = sections;
    this.freshness = freshness;
    this.config = config;
  }

  /** Makes all that can be made now. */
  @Scheduled(every = "1s", delayed = "2s", concurrentExecution = ConcurrentExecution.SKIP)
  void make() {
    var known = freshness.knownUntil();
    try {
      while (known != null && makeNext(known)) {
        LOG.debug("a report was made");
      }
    } catch (DatabaseException e) {
      // It still waits, and is tried again in a second.
      LOG.warnf("a report could not be made now: %s", e.toString());
    }
  }

  @Scheduled(every = "1h", delayed = "2m", concurrentExecution = ConcurrentExecution.SKIP)
  void purge() {
    database.run(
        transaction -> {
          try (var statement = transaction.connection().prepareStatement(PURGE)) {
            statement.setDouble(1, config.reportRetention().toSeconds());
            statement.executeUpdate();
          }
        });
  }

  private boolean makeNext(Instant known) {
    var at = new AtomicReference<@Nullable UUID>();
    try {
      return database.<Boolean>transact(
          transaction -> makeNext(transaction.connection(), known, at));
    } catch (RuntimeException e) {
      var id = at.get();
      if (id == null || Faults.isTransient(e)) {
        throw e;
      }
      // It would fail for ever, and the others behind it.
      LOG.errorf(e, "report %s cannot be made", id);
      database.run(transaction -> fail(transaction.connection(), id, "it could not be made"));
      return true;
    }
  }

  private boolean makeNext(Connection connection, Instant known, AtomicReference<@Nullable UUID> at)
      throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(ONE_STATE);
    }
    try (var statement = connection.prepareStatement(NEXT)) {
      statement.setObject(1, Rows.time(known));
      try (var rows = statement.executeQuery()) {
        if (!rows.next()) {
          return false;
        }
        at.set(rows.getObject("report_id", UUID.class));
        make(connection, rows);
        return true;
      }
    }
  }

  private void make(Connection connection, ResultSet row) throws SQLException {
    var id = row.getObject("report_id", UUID.class);
    var spec = SpecReader.read(json(row, "spec", new TypeReference<>() {})).spec();
    if (spec == null) {
      // Published by a version that knows more than this one.
      fail(connection, id, "its definition cannot be read");
      return;
    }
    var data = json(data(connection, row, spec));
    try (var statement = connection.prepareStatement(MADE)) {
      statement.setString(1, json(positions(connection)));
      statement.setString(2, digest(data));
      statement.setString(3, data);
      statement.setObject(4, id);
      statement.executeUpdate();
    }
  }

  private ReportData data(Connection connection, ResultSet row, ReportSpec spec)
      throws SQLException {
    var range = new Period.Range(Rows.instant(row, "range_from"), Rows.instant(row, "range_to"));
    SortedMap<String, String> parameters =
        json(row, "parameters", new TypeReference<TreeMap<String, String>>() {});
    var scope = new Sections.Scope(row.getString("workspace"), spec, range, parameters);
    List<ReportData.Table> tables = new ArrayList<>();
    for (var section : spec.sections()) {
      tables.add(sections.table(connection, scope, section));
    }
    return new ReportData(
        spec.title(),
        row.getString("definition"),
        row.getInt("version"),
        spec.zone().getId(),
        range.from(),
        range.to(),
        parameters,
        tables);
  }

  private static SortedMap<String, Long> positions(Connection connection) throws SQLException {
    try (var statement = connection.prepareStatement(POSITIONS)) {
      statement.setString(1, ReportingFlows.GROUP);
      var positions = new TreeMap<String, Long>();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          positions.put(rows.getString(1), rows.getLong(2));
        }
      }
      return positions;
    }
  }

  private static void fail(Connection connection, UUID id, String failure) throws SQLException {
    try (var statement = connection.prepareStatement(FAILED)) {
      statement.setString(1, failure);
      statement.setObject(2, id);
      statement.executeUpdate();
    }
  }

  private static <T> T json(ResultSet row, String column, TypeReference<T> type)
      throws SQLException {
    return Objects.requireNonNull(Rows.json(row, column, type));
  }

  private static String json(Object value) {
    try {
      return Wire.json().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static String digest(String data) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(data.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every platform has it", e);
    }
  }
}
