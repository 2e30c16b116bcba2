package dev.sequitur.reporting.shadow;

import dev.sequitur.kit.database.ApiDatabase;
import dev.sequitur.reporting.query.Rows;
import dev.sequitur.reporting.shadow.ShadowTrials.Trial;
import dev.sequitur.reporting.shadow.ShadowView.Counts;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Reads what shadows have decided. */
@ApplicationScoped
class ShadowQueries {

  private static final String OF_TRIAL = " WHERE workspace = ? AND rule_uid = ? AND trial = ?";
  private static final String VERSIONS =
      "SELECT acting, sum(same) AS same, sum(changed) AS changed, sum(added) AS added,"
          + " sum(removed) AS removed, sum(errors) AS errors FROM shadow_hours"
          + OF_TRIAL
          + " GROUP BY acting ORDER BY acting";
  private static final String HOURS =
      "SELECT hour, acting, same, changed, added, removed, errors FROM shadow_hours"
          + OF_TRIAL
          + " ORDER BY hour DESC, acting DESC LIMIT ?";
  private static final String EVENTS =
      "SELECT * FROM shadow_events"
          + OF_TRIAL
          + " AND difference <> 'SAME' ORDER BY accepted_at DESC, event_id DESC LIMIT ?";

  /** A week of hours. */
  private static final int MOST_HOURS = 168;

  private final ApiDatabase database;

  ShadowQueries(ApiDatabase database) {
    this.database = database;
  }

  /** What is asked for. */
  record Asked(String workspace, String rule, Trial trial, int events) {}

  /** What there is, read at one moment. */
  record Found(
      List<ShadowView.OfVersion> versions,
      List<ShadowView.Hour> hours,
      List<ShadowView.Differing> events) {}

  Found find(Asked asked) {
    return database.<Found>in(
        asked.workspace(),
        transaction -> {
          var connection = transaction.connection();
          return new Found(
              versions(connection, asked), hours(connection, asked), events(connection, asked));
        });
  }

  private static List<ShadowView.OfVersion> versions(Connection connection, Asked asked)
      throws SQLException {
    try (var select = connection.prepareStatement(VERSIONS)) {
      key(select, asked);
      var versions = new ArrayList<ShadowView.OfVersion>();
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          versions.add(new ShadowView.OfVersion(rows.getInt("acting"), counts(rows)));
        }
      }
      return versions;
    }
  }

  private static List<ShadowView.Hour> hours(Connection connection, Asked asked)
      throws SQLException {
    try (var select = connection.prepareStatement(HOURS)) {
      key(select, asked);
      select.setInt(4, MOST_HOURS);
      var hours = new ArrayList<ShadowView.Hour>();
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          hours.add(
              new ShadowView.Hour(Rows.instant(rows, "hour"), rows.getInt("acting"), counts(rows)));
        }
      }
      return hours;
    }
  }

  private static List<ShadowView.Differing> events(Connection connection, Asked asked)
      throws SQLException {
    try (var select = connection.prepareStatement(EVENTS)) {
      key(select, asked);
      select.setInt(4, asked.events());
      var events = new ArrayList<ShadowView.Differing>();
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          events.add(differing(rows, asked));
        }
      }
      return events;
    }
  }

  private static ShadowView.Differing differing(ResultSet row, Asked asked) throws SQLException {
    var event = row.getObject("event_id", UUID.class);
    return new ShadowView.Differing(
        event,
        row.getString("event_type"),
        row.getInt("event_partition"),
        row.getLong("event_offset"),
        Rows.instant(row, "accepted_at"),
        row.getInt("acting"),
        row.getString("difference"),
        row.getString("code"),
        "/api/v1/workspaces/"
            + asked.workspace()
            + "/events/"
            + event
            + "/explanation?rule="
            + asked.rule());
  }

  private static Counts counts(ResultSet row) throws SQLException {
    return new Counts(
        row.getLong("same"),
        row.getLong("changed"),
        row.getLong("added"),
        row.getLong("removed"),
        row.getLong("errors"));
  }

  private static void key(PreparedStatement select, Asked asked) throws SQLException {
    select.setString(1, asked.workspace());
    select.setObject(2, asked.trial().rule());
    select.setLong(3, asked.trial().number());
  }
}
