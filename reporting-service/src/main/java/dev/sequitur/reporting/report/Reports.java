package dev.sequitur.reporting.report;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.sequitur.kit.database.ApiDatabase;
import dev.sequitur.kit.problem.CommonProblem;
import dev.sequitur.reporting.query.Rows;
import dev.sequitur.reporting.report.domain.Asking;
import dev.sequitur.reporting.report.domain.Cause;
import dev.sequitur.reporting.report.domain.ReportData;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The reports of a workspace, for requests. */
@ApplicationScoped
class Reports {

  /** Reports of a workspace that may wait at once. */
  private static final int MOST_WAITING = 20;

  private static final String WAITING =
      "SELECT count(*) FROM reports WHERE workspace = ? AND state = 'WAITING'";
  private static final String ASK =
      """
      INSERT INTO reports (report_id, workspace, definition, version, spec, parameters, range_from,
        range_to, state, requested_by)
      VALUES (gen_random_uuid(), ?, ?, ?, ?::json, ?::json, ?, ?, 'WAITING', ?)
      RETURNING *
      """;
  private static final String FIND = "SELECT * FROM reports WHERE workspace = ? AND report_id = ?";
  private static final String LIST =
      """
      SELECT * FROM reports WHERE workspace = ? AND (?::uuid IS NULL OR (requested_at, report_id) < (
        SELECT requested_at, report_id FROM reports WHERE report_id = ?))
      ORDER BY requested_at DESC, report_id DESC LIMIT ?
      """;

  private final ApiDatabase database;

  Reports(ApiDatabase database) {
    this.database = database;
  }

  /** The version of a definition that a report is asked of. */
  record Template(String name, int version, Map<String, @Nullable Object> spec) {}

  ReportView ask(String workspace, String principal, Template template, Asking.Asked asked) {
    return database.<ReportView>in(
        workspace,
        transaction -> {
          refuseTooMany(transaction.connection(), workspace);
          try (var statement = transaction.connection().prepareStatement(ASK)) {
            statement.setString(1, workspace);
            statement.setString(2, template.name());
            statement.setInt(3, template.version());
            statement.setString(4, Rows.json(template.spec()));
            statement.setString(5, Rows.json(asked.parameters()));
            statement.setObject(6, Rows.time(asked.range().from()));
            statement.setObject(7, Rows.time(asked.range().to()));
            statement.setString(8, principal);
            try (var rows = statement.executeQuery()) {
              rows.next();
              return view(rows);
            }
          }
        });
  }

  Optional<ReportView> find(String workspace, UUID id) {
    return database.<Optional<ReportView>>in(
        workspace, transaction -> found(transaction.connection(), workspace, id, Reports::view));
  }

  /** What a report says; empty until it is made. */
  Optional<ReportData> data(String workspace, UUID id) {
    return database.<Optional<ReportData>>in(
        workspace, transaction -> found(transaction.connection(), workspace, id, Reports::data));
  }

  /** Newest first: a page, and one more if there are further ones. */
  List<ReportView> list(String workspace, @Nullable UUID after, int limit) {
    return database.<List<ReportView>>in(
        workspace,
        transaction -> {
          try (var statement = transaction.connection().prepareStatement(LIST)) {
            statement.setString(1, workspace);
            statement.setObject(2, after);
            statement.setObject(3, after);
            statement.setInt(4, limit + 1);
            var views = new ArrayList<ReportView>();
            try (var rows = statement.executeQuery()) {
              while (rows.next()) {
                views.add(view(rows));
              }
            }
            return views;
          }
        });
  }

  private static void refuseTooMany(Connection connection, String workspace) throws SQLException {
    try (var statement = connection.prepareStatement(WAITING)) {
      statement.setString(1, workspace);
      try (var rows = statement.executeQuery()) {
        rows.next();
        if (rows.getInt(1) >= MOST_WAITING) {
          throw CommonProblem.TOO_MANY_REQUESTS.with(
              "As many reports wait as may: " + MOST_WAITING + ".");
        }
      }
    }
  }

  @FunctionalInterface
  private interface Reading<T> {
    @Nullable T of(ResultSet row) throws SQLException;
  }

  private static <T> Optional<T> found(
      Connection connection, String workspace, UUID id, Reading<T> reading) throws SQLException {
    try (var statement = connection.prepareStatement(FIND)) {
      statement.setString(1, workspace);
      statement.setObject(2, id);
      try (var rows = statement.executeQuery()) {
        return rows.next() ? Optional.ofNullable(reading.of(rows)) : Optional.empty();
      }
    }
  }

  private static @Nullable ReportData data(ResultSet row) throws SQLException {
    return Rows.json(row, "data", new TypeReference<ReportData>() {});
  }

  private static ReportView.@Nullable Event cause(ResultSet row) throws SQLException {
    var cause = Rows.json(row, "cause", new TypeReference<Cause>() {});
    return cause == null
        ? null
        : new ReportView.Event(
            cause.event().id(), cause.event().type(), cause.event().acceptedAt());
  }

  private static ReportView.@Nullable Delivery delivery(ResultSet row) throws SQLException {
    var state = row.getString("delivery");
    return state == null
        ? null
        : new ReportView.Delivery(
            Delivering.State.valueOf(state), row.getObject("run_id", UUID.class));
  }

  private static ReportView view(ResultSet row) throws SQLException {
    return new ReportView(
        row.getObject("report_id", UUID.class),
        row.getString("definition"),
        row.getInt("version"),
        Objects.requireNonNull(
            Rows.json(row, "parameters", new TypeReference<Map<String, String>>() {})),
        Rows.instant(row, "range_from"),
        Rows.instant(row, "range_to"),
        ReportView.State.valueOf(row.getString("state")),
        Rows.instant(row, "requested_at"),
        row.getString("requested_by"),
        Rows.instantOrNull(row, "made_at"),
        Rows.json(row, "positions", new TypeReference<Map<String, Long>>() {}),
        row.getString("digest"),
        row.getString("failure"),
        row.getInt("attempts"),
        cause(row),
        delivery(row));
  }
}
