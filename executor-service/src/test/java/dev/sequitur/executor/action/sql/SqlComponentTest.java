package dev.sequitur.executor.action.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.sequitur.contracts.EffectSettled;
import dev.sequitur.contracts.EffectState;
import dev.sequitur.contracts.PerformActions;
import dev.sequitur.executor.Commands;
import dev.sequitur.executor.Heard;
import dev.sequitur.executor.Workspace;
import dev.sequitur.executor.connection.ConnectionType;
import dev.sequitur.kit.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** SQL against a real PostgreSQL, in a schema of its own. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class SqlComponentTest {

  private static final Workspace HERE = Workspace.DEFAULT;
  private static final String PASSWORD = "canary-\"of+the database";

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static Heard heard;

  private static boolean prepared;

  private final String order = UUID.randomUUID().toString();

  @BeforeAll
  static void connect() {
    heard = new Heard();
  }

  @AfterAll
  static void close() {
    heard.close();
  }

  @org.junit.jupiter.api.BeforeEach
  void prepare() throws SQLException {
    if (prepared) {
      return;
    }
    sql("CREATE ROLE shop LOGIN PASSWORD '" + PASSWORD + "'");
    sql("GRANT CONNECT ON DATABASE sequitur TO shop");
    sql("CREATE SCHEMA shop AUTHORIZATION shop");
    sql("ALTER ROLE shop SET search_path = shop");
    sql(
        "CREATE TABLE shop.orders (id uuid PRIMARY KEY, total numeric, note jsonb, at timestamptz)");
    sql("ALTER TABLE shop.orders OWNER TO shop");
    HERE.secret("shop-password", PASSWORD);
    HERE.connect("shop", ConnectionType.POSTGRESQL, spec("createMarkerTable: true"));
    HERE.connect("unmarked", ConnectionType.POSTGRESQL, spec("markerTable: nowhere"));
    prepared = true;
  }

  @Test
  void aChangeIsMadeOnceAndItsRowsAreReadByBoundParameters() throws SQLException {
    var evil = "'); DROP TABLE shop.orders; --";
    var insert =
        execute(
            "INSERT INTO orders (id, total, note, at) VALUES (:id, :total, :note, :at)",
            Map.of(
                "id",
                order,
                "total",
                12.5,
                "note",
                Map.of("text", evil),
                "at",
                "2026-01-02T03:04:05Z"));

    var done = heard.outcome(insert);

    assertThat(done.state()).isEqualTo(EffectState.SUCCEEDED);
    assertThat(done.output()).containsEntry("changed", 1).containsEntry("repeated", false);
    var read =
        heard.outcome(query("SELECT id, total, note FROM orders WHERE id = ?", List.of(order), 10));
    assertThat(read.output())
        .containsEntry("count", 1)
        .containsEntry("truncated", false)
        .containsEntry(
            "rows", List.of(Map.of("id", order, "total", 12.5, "note", Map.of("text", evil))));
  }

  @Test
  void anEffectThatWasDoneButNotRecordedChangesNothingWhenItIsRepeated() throws SQLException {
    var insert = execute("INSERT INTO orders (id) VALUES (:id)", Map.of("id", order));
    var call = insert.actions().getFirst();
    heard.outcome(execute("DELETE FROM orders WHERE id = :id", Map.of("id", order)));
    // As if another process had made the change, and been killed before it could say so.
    sql(
        "INSERT INTO shop.sequitur_effects (workspace, target_key, run_id, step, changed) VALUES"
            + " ('default', '%s', '%s', 'step0', 1)".formatted(call.commandId(), insert.runId()));

    var outcome = heard.outcome(insert);

    assertThat(outcome.state()).isEqualTo(EffectState.SUCCEEDED);
    assertThat(outcome.output()).containsEntry("changed", 1).containsEntry("repeated", true);
    assertThat(count("SELECT count(*) FROM shop.orders WHERE id = '" + order + "'")).isZero();
  }

  @Test
  void aRefusedChangeLeavesNoMarkerAndShowsTheDatabasesWords() throws SQLException {
    // So that the marker's table is there: it is made with the first change that is committed.
    heard.outcome(execute("DELETE FROM orders WHERE id = :id", Map.of("id", order)));
    var command = execute("INSERT INTO orders (id) VALUES (:id)", Map.of("id", "no uuid"));

    var outcome = heard.outcome(command);

    assertThat(outcome.state()).isEqualTo(EffectState.FAILED);
    assertThat(code(outcome)).isEqualTo("TARGET_REFUSED");
    assertThat(outcome.output()).containsEntry("sqlState", "22P02");
    var key = command.actions().getFirst().commandId();
    assertThat(count("SELECT count(*) FROM shop.sequitur_effects WHERE target_key = '" + key + "'"))
        .isZero();
  }

  @Test
  void withoutAMarkerTableNothingIsDoneAndThatIsSaid() throws SQLException {
    var with =
        Map.<String, @Nullable Object>of(
            "connection", "unmarked",
            "sql", "INSERT INTO orders (id) VALUES (:id)",
            "params", Map.of("id", order));

    var outcome = heard.outcome(Commands.run().call("sql.execute@1", with).command());

    assertThat(code(outcome)).isEqualTo("MARKER_TABLE_MISSING");
    assertThat(Heard.failure(outcome).detail()).contains("nowhere");
    assertThat(count("SELECT count(*) FROM shop.orders WHERE id = '" + order + "'")).isZero();
  }

  @Test
  void aQueryWritesNothing() throws SQLException {
    var sql = "WITH made AS (INSERT INTO orders (id) VALUES (:id) RETURNING id) SELECT * FROM made";

    var outcome = heard.outcome(query(sql, Map.of("id", order), 10));

    assertThat(code(outcome)).isEqualTo("TARGET_REFUSED");
    assertThat(outcome.output()).containsEntry("sqlState", "25006");
    assertThat(count("SELECT count(*) FROM shop.orders WHERE id = '" + order + "'")).isZero();
  }

  @Test
  void rowsAndBytesAreLimited() {
    var many = heard.outcome(query("SELECT g FROM generate_series(1, 5000) g", Map.of(), 3));
    assertThat(many.output())
        .containsEntry("rows", List.of(Map.of("g", 1), Map.of("g", 2), Map.of("g", 3)))
        .containsEntry("truncated", true);

    var large =
        heard.outcome(
            query("SELECT repeat('x', 40000) AS x, g FROM generate_series(1, 9) g", Map.of(), 9));
    assertThat(large.output()).containsEntry("count", 1).containsEntry("truncated", true);
  }

  @Test
  void aStatementThatTakesTooLongIsEnded() {
    var with = new HashMap<String, @Nullable Object>();
    with.put("connection", "shop");
    with.put("sql", "SELECT pg_sleep(30)");
    with.put("timeout", "300ms");

    var outcome = heard.outcome(Commands.run().call("sql.query@1", with).command());

    assertThat(outcome.state()).isEqualTo(EffectState.DEAD);
    assertThat(outcome.attempts()).hasSize(1 + Commands.QUICK.max());
    assertThat(outcome.attempts().stream().map(attempt -> attempt.code()))
        .isSubsetOf("TIMEOUT", "TARGET_BUSY");
  }

  @Test
  void argumentsThatCannotBeAreNamed() {
    assertThat(refusal(Map.of("sql", "SELECT 1; SELECT 2"))).contains("/sql:", "one statement");
    assertThat(refusal(Map.of("sql", "DROP TABLE a"))).contains("/sql:", "must begin with");
    assertThat(refusal(Map.of("sql", "SELECT :a"))).contains("/params:");
    assertThat(refusal(Map.of("sql", "SELECT 1", "limit", 0, "params", 5)))
        .contains("/limit:", "/params:");
  }

  @Test
  void aTestShowsTheDatabasesOwnWordsAndNoPassword() {
    HERE.test(spec("createMarkerTable: true"))
        .then()
        .statusCode(200)
        .body("succeeded", equalTo(true))
        .body("detail", startsWith("PostgreSQL "));
    HERE.secret("wrong", "canary-wrong");
    HERE.test(spec("markerTable: a").replace("shop-password", "wrong"))
        .then()
        .statusCode(200)
        .body("succeeded", equalTo(false))
        .body("detail", containsString("password authentication failed"))
        .body("detail", not(containsString("canary")));
    HERE.test(spec("markerTable: a").replace("security: plaintext", "security: tls"))
        .then()
        .body("succeeded", equalTo(false))
        .body("detail", containsString("SSL"));
  }

  private static String refusal(Map<String, Object> more) {
    var with = new HashMap<String, @Nullable Object>(more);
    with.put("connection", "shop");
    var outcome = heard.outcome(Commands.run().call("sql.query@1", with).command());
    assertThat(code(outcome)).isEqualTo("INVALID_ARGUMENTS");
    return Heard.failure(outcome).detail();
  }

  private static PerformActions execute(String sql, Map<String, Object> params) {
    var with = Map.<String, @Nullable Object>of("connection", "shop", "sql", sql, "params", params);
    return Commands.run().call("sql.execute@1", with).command();
  }

  private static PerformActions query(String sql, Object params, int limit) {
    var with =
        Map.<String, @Nullable Object>of(
            "connection", "shop", "sql", sql, "params", params, "limit", limit);
    return Commands.run().call("sql.query@1", with).command();
  }

  private static String code(EffectSettled outcome) {
    return Heard.failure(outcome).code();
  }

  private static String spec(String more) {
    var uri = URI.create(Infrastructure.postgres().jdbcUrl().substring("jdbc:".length()));
    return "{type: postgresql, host: %s, port: %d, database: %s, username: shop, password: {secret:"
            .formatted(uri.getHost(), uri.getPort(), uri.getPath().substring(1))
        + " shop-password}, security: plaintext, "
        + more
        + "}";
  }

  private static Connection open() throws SQLException {
    var access = Infrastructure.postgres().superuser();
    return DriverManager.getConnection(access.url(), access.user(), access.password());
  }

  private static void sql(String statement) throws SQLException {
    try (var session = open();
        var made = session.createStatement()) {
      made.execute(statement);
    }
  }

  private static int count(String statement) throws SQLException {
    try (var session = open();
        var made = session.createStatement();
        var rows = made.executeQuery(statement)) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
