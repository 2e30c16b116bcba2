package dev.sequitur.e2e.torture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sequitur.e2e.checker.Kind;
import dev.sequitur.e2e.checker.World.Hit;
import dev.sequitur.e2e.checker.World.Verdict;
import dev.sequitur.e2e.rig.Rig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A database, topics and secrets of somebody else, on the server and the broker that are tortured.
 */
final class OtherTargets {

  static final String ORDERS = "torture.orders";
  static final String SHIPPED = "torture.shipped";
  static final String CONNECTION = "torture-db";
  static final String MAIL = "torture-mail";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PASSWORD = "torture";

  private final Rig rig;

  OtherTargets(Rig rig) {
    this.rig = rig;
  }

  /** Where the sinks listen. */
  record SinkPorts(int http, int mail) {}

  /** Makes topics, schema and role, and the secrets and connections that rules name. */
  void prepare(SinkPorts ports) throws SQLException, ExecutionException, InterruptedException {
    try (var admin = Admin.create(Map.of("bootstrap.servers", rig.platform().kafka()))) {
      admin
          .createTopics(
              List.of(new NewTopic(ORDERS, 3, (short) 1), new NewTopic(SHIPPED, 2, (short) 1)))
          .all()
          .get();
    }
    try (var connection = rig.platform().database().connect();
        var statement = connection.createStatement()) {
      statement.execute(
          """
          CREATE ROLE torture LOGIN PASSWORD '%s';
          GRANT CONNECT ON DATABASE sequitur TO torture;
          CREATE SCHEMA torture AUTHORIZATION torture;
          ALTER ROLE torture SET search_path = torture;
          CREATE TABLE torture.applied (
            order_id text NOT NULL, rule_version int NOT NULL, at timestamptz NOT NULL DEFAULT now());
          ALTER TABLE torture.applied OWNER TO torture;
          """
              .formatted(PASSWORD));
    }
    secret("torture-db", PASSWORD);
    secret("torture-slack", "http://127.0.0.1:" + ports.http() + "/slack");
    secret("torture-hook", Signing.written(Signing.OUT));
    secret("torture-standard", Signing.written(Signing.IN));
    secret("torture-plain", Signing.PLAIN);
    rig.api().publish(connection() + "---\n" + mail(ports.mail()));
  }

  private void secret(String name, String value) {
    rig.api()
        .put("/secrets/" + name, "application/json", "{\"value\":\"" + value + "\"}")
        .expect(204);
  }

  private static String mail(int port) {
    return """
        apiVersion: sequitur.dev/v1
        kind: Connection
        metadata: { name: %s }
        spec: { type: smtp, host: 127.0.0.1, port: %d, security: none, from: shop@example.com }
        """
        .formatted(MAIL, port);
  }

  private String connection() {
    var address = URI.create(rig.platform().database().url().substring("jdbc:".length()));
    return """
        apiVersion: sequitur.dev/v1
        kind: Connection
        metadata: { name: %s }
        spec:
          type: postgresql
          host: 127.0.0.1
          port: %d
          database: %s
          username: torture
          password: { secret: torture-db }
          security: plaintext
          createMarkerTable: true
        """
        .formatted(CONNECTION, address.getPort(), address.getPath().substring(1));
  }

  /** What was done there. A row's key is that of its marker, a record's its id. */
  List<Hit> hits(Connection database, LogAccess log) throws SQLException {
    var hits = new ArrayList<Hit>();
    try (var select = database.createStatement();
        var rows =
            select.executeQuery(
                """
                SELECT a.order_id, a.rule_version, e.command_id
                FROM torture.applied a
                LEFT JOIN executor.effects e ON e.request #>> '{with,params,id}' = a.order_id
                """)) {
      while (rows.next()) {
        hits.add(
            new Hit(
                rows.getString(1),
                Kind.SQL,
                String.valueOf(rows.getString(3)),
                rows.getInt(2),
                Verdict.APPLIED));
      }
    }
    log.readAll(SHIPPED, record -> hits.add(hit(record)));
    return hits;
  }

  private static Hit hit(ConsumerRecord<byte[], byte[]> record) {
    var value = json(record.value());
    var id = new String(record.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8);
    return new Hit(
        value.path("id").asText(), Kind.TOPIC, id, value.path("version").asInt(), Verdict.APPLIED);
  }

  private static JsonNode json(byte[] value) {
    try {
      return JSON.readTree(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
