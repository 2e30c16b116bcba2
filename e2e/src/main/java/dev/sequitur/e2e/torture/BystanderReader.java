package dev.sequitur.e2e.torture;

import dev.sequitur.e2e.checker.Bystanders;
import dev.sequitur.e2e.checker.Bystanders.Answer;
import dev.sequitur.e2e.checker.Bystanders.Counted;
import dev.sequitur.e2e.checker.Bystanders.Document;
import dev.sequitur.e2e.checker.Bystanders.Told;
import dev.sequitur.e2e.checker.Kind;
import dev.sequitur.e2e.rig.Api;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Asks the inbox, the statistics and the reports, as people see them, when all is quiet. */
final class BystanderReader {

  private static final List<String> FORMATS = List.of("html", "csv", "xlsx", "pdf");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Api api;

  BystanderReader(Api api) {
    this.api = api;
  }

  Bystanders read(List<Answer> answers, Connection database)
      throws SQLException, InterruptedException {
    var now = Instant.now();
    var documents = new ArrayList<>(documents(now));
    documents.addAll(documents(now));
    return new Bystanders(answers, told(database), counted(database), documents);
  }

  /** All rows: the API gives them to people page by page, and to each only his own. */
  private static List<Told> told(Connection database) throws SQLException {
    var told = new ArrayList<Told>();
    try (var select = database.createStatement();
        var rows =
            select.executeQuery(
                "SELECT command_id, generation, outcome FROM notification.notifications")) {
      while (rows.next()) {
        told.add(new Told(rows.getString(1), rows.getInt(2), rows.getString(3)));
      }
    }
    return told;
  }

  private Map<Kind, Counted> counted(Connection database) throws SQLException {
    var said = api.get("/statistics").expect(200).json();
    var accepted = new HashMap<String, Long>();
    for (var hour : said.path("events")) {
      accepted.merge(hour.path("type").asText(), hour.path("accepted").asLong(), Long::sum);
    }
    var runs = new HashMap<Kind, Counted>();
    for (var hour : said.path("runs")) {
      var sums =
          new Counted(
              0,
              0,
              hour.path("started").asLong(),
              hour.path("succeeded").asLong(),
              hour.path("failed").asLong(),
              hour.path("unknown").asLong(),
              hour.path("cancelled").asLong(),
              hour.path("rejected").asLong());
      runs.merge(Kind.ofRule(hour.path("rule").asText()), sums, Counted::and);
    }
    var indexed = indexed(database);
    var counted = new EnumMap<Kind, Counted>(Kind.class);
    for (var kind : Kind.values()) {
      var type = Workload.TYPE + kind.text();
      var events =
          new Counted(
              accepted.getOrDefault(type, 0L), indexed.getOrDefault(type, 0L), 0, 0, 0, 0, 0, 0);
      counted.put(kind, events.and(runs.getOrDefault(kind, Counted.NONE)));
    }
    return counted;
  }

  private static Map<String, Long> indexed(Connection database) throws SQLException {
    var indexed = new HashMap<String, Long>();
    try (var select = database.createStatement();
        var rows = select.executeQuery("SELECT type, count(*) FROM reporting.events GROUP BY 1")) {
      while (rows.next()) {
        indexed.put(rows.getString(1), rows.getLong(2));
      }
    }
    return indexed;
  }

  /** A report made now, in each format; fetched twice, as two people would. */
  private List<Document> documents(Instant to) throws InterruptedException {
    var range = "{\"from\":\"%s\",\"to\":\"%s\"}".formatted(to.minus(Duration.ofHours(6)), to);
    var path = "/report-definitions/" + Workload.REPORT + "/reports";
    var id = api.post(path, "application/json", range).expect(202).json().path("id").asText();
    if (!isMade(id)) {
      return List.of(new Document("report", "not made: " + api.get("/reports/" + id).body()));
    }
    var documents = new ArrayList<Document>();
    for (var format : FORMATS) {
      for (int i = 0; i < 2; i++) {
        var content = api.file("/reports/" + id + "/content?format=" + format);
        documents.add(new Document(format, digest(content)));
      }
    }
    return documents;
  }

  private boolean isMade(String id) throws InterruptedException {
    var until = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < until) {
      if (api.get("/reports/" + id).json().path("state").asText().equals("MADE")) {
        return true;
      }
      Thread.sleep(250);
    }
    return false;
  }

  private static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
