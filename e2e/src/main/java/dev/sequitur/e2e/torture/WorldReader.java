package dev.sequitur.e2e.torture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.contracts.Headers;
import dev.sequitur.contracts.Starter;
import dev.sequitur.contracts.Topics;
import dev.sequitur.contracts.Wire;
import dev.sequitur.e2e.checker.Kind;
import dev.sequitur.e2e.checker.World;
import dev.sequitur.e2e.rig.Rig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Asks topics and tables what they know, when all is quiet. */
final class WorldReader {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Rig rig;

  WorldReader(Rig rig) {
    this.rig = rig;
  }

  /**
   * @param margin as {@code sequitur.definitions.margin}
   */
  World read(Witnesses witnesses, Duration margin) throws SQLException, InterruptedException {
    var terms = new Terms(margin);
    var events = new HashMap<String, World.Event>();
    var ends = new ArrayList<World.End>();
    var rejected = new LinkedHashMap<String, World.Rejection>();
    var emitted = new ArrayList<World.Hit>();
    var hits = new ArrayList<>(witnesses.sink().hits());
    hits.addAll(witnesses.mails().hits());
    try (var log = new LogAccess(rig.platform().kafka());
        var connection = rig.platform().database().connect()) {
      hits.addAll(witnesses.others().hits(connection, log));
      log.readAll(Topics.EVENTS.name(), record -> event(record, events, emitted));
      log.readAll(Topics.OUTCOMES.name(), record -> end(record, ends));
      log.readAll(Topics.RUNS.name(), record -> rejection(record, rejected));
      log.readAll(
          Topics.DEFINITIONS.name(),
          record ->
              terms.heard(
                  Wire.read(record.value(), DefinitionPublished.class),
                  Instant.ofEpochMilli(record.timestamp())));
    }
    var sent = new HashMap<>(witnesses.clients().sent());
    sent.putAll(witnesses.topicClients().sent());
    sent.putAll(Ticks.due(events.values()));
    var answers = witnesses.clients().answers();
    try (var connection = rig.platform().database().connect()) {
      var effects = effects(connection);
      hits.addAll(emitted);
      return new World(
          sent,
          events,
          effects,
          runs(connection),
          Keys.of(effects).named(hits),
          ends,
          List.copyOf(rejected.values()),
          witnesses.cancellations().asked(),
          deadLetters(connection),
          reported(connection),
          terms.with(witnesses.changes().promised()),
          new BystanderReader(rig.api()).read(answers, connection));
    }
  }

  private static void event(
      ConsumerRecord<byte[], byte[]> record,
      Map<String, World.Event> events,
      List<World.Hit> emitted) {
    var data = json(record.value());
    var id = header(record, Headers.ID);
    if (id == null || data == null || !data.hasNonNull("kind")) {
      return; // poison
    }
    var hops = header(record, Headers.HOPS);
    var event =
        new World.Event(
            id,
            data.path("id").asText(),
            Kind.of(data.path("kind").asText()),
            Instant.ofEpochMilli(record.timestamp()),
            hops == null ? 0 : Integer.parseInt(hops),
            data.path("rule").asText(data.path("kind").asText()),
            data.path("amount").asInt(),
            data.path("customer").asText());
    if (events.putIfAbsent(id, event) == null && data.hasNonNull("parent")) {
      emitted.add(
          new World.Hit(
              data.path("parent").asText(),
              Kind.EMIT,
              id,
              data.path("version").asInt(),
              World.Verdict.APPLIED));
    }
  }

  private static void end(ConsumerRecord<byte[], byte[]> record, List<World.End> ends) {
    var outcome = json(record.value());
    if (outcome != null && outcome.hasNonNull("runEnd") && !tellsPeople(outcome)) {
      ends.add(
          new World.End(
              outcome.path("runId").asText(),
              outcome.at("/runEnd/generation").asInt(),
              outcome.at("/runEnd/state").asText(),
              Instant.ofEpochMilli(record.timestamp())));
    }
  }

  /** A message to people is no run: reporting does not show it. */
  private static boolean tellsPeople(JsonNode outcome) {
    var kind = outcome.at("/starter/kind").asText();
    return kind.equals(Starter.SUBSCRIPTION) || kind.equals(Starter.CHANNEL);
  }

  private static void rejection(
      ConsumerRecord<byte[], byte[]> record, Map<String, World.Rejection> rejected) {
    var fact = json(record.value());
    if (fact != null && fact.hasNonNull("runId") && fact.hasNonNull("code")) {
      var run = fact.path("runId").asText();
      rejected.putIfAbsent(
          run, new World.Rejection(run, fact.at("/event/id").asText(), fact.path("code").asText()));
    }
  }

  private static List<World.Effect> effects(Connection connection) throws SQLException {
    return rows(
        connection,
        """
        SELECT command_id, e.generation, e.run_id,
               split_part(coalesce(request #>> '{with,body,id}', request #>> '{with,params,id}',
                 request #>> '{with,value,id}', request #>> '{with,data,parent}', request #>> '{with,subject}',
                 request #>> '{with,text}'), ' ', 1),
               a.starter ->> 'name', state, delivery, attempts -> -1 ->> 'phase', json_array_length(attempts)
        FROM executor.effects e JOIN executor.admissions a USING (run_id, revision)
        WHERE e.action_id NOT LIKE 'message/%'
        """,
        row ->
            new World.Effect(
                row.getString(1),
                row.getInt(2),
                row.getString(3),
                row.getString(4),
                Kind.ofRule(row.getString(5)),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getInt(9)));
  }

  private static List<World.Run> runs(Connection connection) throws SQLException {
    return rows(
        connection,
        """
        SELECT run_id, event ->> 'id', starter ->> 'name', (starter ->> 'version')::int,
               CASE WHEN sole IS NULL THEN open ELSE (
                 SELECT count(*) FROM executor.effects e
                 WHERE e.command_id = sole AND e.state IN ('PLANNED', 'STARTED', 'RETRY_WAIT')) END
        FROM executor.admissions WHERE starter ->> 'kind' NOT IN ('Subscription', 'Channel')
        """,
        row ->
            new World.Run(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getInt(4),
                row.getInt(5)));
  }

  private static Set<String> deadLetters(Connection connection) throws SQLException {
    return Set.copyOf(
        rows(
            connection,
            """
            SELECT command_id || '/' || generation FROM executor.dead_letters
            WHERE starter ->> 'kind' NOT IN ('Subscription', 'Channel')
            """,
            row -> row.getString(1)));
  }

  private static Map<String, String> reported(Connection connection) throws SQLException {
    var states = new HashMap<String, String>();
    rows(
        connection,
        "SELECT run_id, state FROM reporting.runs",
        row -> states.put(row.getString(1), row.getString(2)) == null);
    return states;
  }

  private interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }

  private static <T> List<T> rows(Connection connection, String query, Row<T> reader)
      throws SQLException {
    var all = new ArrayList<T>();
    try (var select = connection.createStatement();
        var found = select.executeQuery(query)) {
      while (found.next()) {
        all.add(reader.of(found));
      }
    }
    return all;
  }

  private static @Nullable String header(ConsumerRecord<byte[], byte[]> record, String name) {
    var header = record.headers().lastHeader(name);
    return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
  }

  private static @Nullable JsonNode json(byte @Nullable [] value) {
    if (value == null || value.length == 0) {
      return null;
    }
    try {
      var tree = JSON.readTree(value);
      return tree.isObject() ? tree : null;
    } catch (IOException e) {
      return null; // poison
    } catch (UncheckedIOException e) {
      return null;
    }
  }
}
