package dev.sequitur.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sequitur.contracts.Delivery;
import dev.sequitur.contracts.EffectState;
import dev.sequitur.contracts.PerformActions;
import dev.sequitur.contracts.RetryPolicy;
import dev.sequitur.contracts.Topics;
import dev.sequitur.executor.ledger.Positions;
import dev.sequitur.executor.restore.Restoration;
import dev.sequitur.kit.database.PathDatabase;
import dev.sequitur.kit.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The database is restored to an earlier instant while the log is at now: that is noticed at the
 * start, what the log knows is written down again, and what nobody knows is not repeated where its
 * delivery forbids it.
 */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class RestoredDatabaseComponentTest {

  private static final List<String> LEDGER =
      List.of("admissions", "effects", "dead_letters", "positions");

  private static final String STATE =
      "SELECT coalesce((SELECT state FROM effects WHERE run_id = ?), 'NOT THERE')";

  /** Its next attempt is far away, and comes when somebody brings it forward. */
  private static final RetryPolicy LATER =
      new RetryPolicy(9, Duration.ofHours(1), Duration.ofHours(1), Duration.ofDays(1));

  private static final Sink SINK = new Sink();

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static Heard heard;

  @Inject Restoration restoration;
  @Inject Positions positions;
  @Inject PathDatabase database;

  @BeforeAll
  static void connect() {
    heard = new Heard();
  }

  @AfterAll
  static void close() {
    heard.close();
    SINK.close();
  }

  @Test
  void whatTheLogKnowsIsWrittenDownAgainAndWhatNobodyKnowsIsNotRepeated() throws Exception {
    var retriedInTheGap = busyAtFirst("/retried", Delivery.AT_MOST_ONCE);
    var neverKnown = busyAtFirst("/never-known", Delivery.AT_MOST_ONCE);
    var harmless = busyAtFirst("/harmless", Delivery.IDEMPOTENT);
    awaitCommitted();
    keepCopy();
    bringForward(retriedInTheGap);
    heard.awaitOutcomes(retriedInTheGap.runId(), 1);
    var doneInTheGap = Commands.run().post(SINK.url("/done"), null).command();
    heard.outcome(doneInTheGap);
    awaitCommitted();

    restoreCopy();
    assertThat(state(doneInTheGap)).isEqualTo("NOT THERE");
    restoration.perform();

    assertThat(state(doneInTheGap)).isEqualTo("SUCCEEDED");
    assertThat(state(retriedInTheGap)).isEqualTo("SUCCEEDED");
    assertThat(heard.awaitOutcomes(neverKnown.runId(), 1).getFirst().state())
        .isEqualTo(EffectState.UNKNOWN);
    assertThat(heard.awaitOutcomes(harmless.runId(), 1).getFirst().state())
        .isEqualTo(EffectState.SUCCEEDED);
    // A copy of the command is known again, so it starts nothing.
    heard.say(doneInTheGap);
    heard.outcome(Commands.run().post(SINK.url("/after"), null).command());
    assertThat(SINK.hits("/done")).hasSize(1);
    assertThat(SINK.hits("/retried")).hasSize(2);
    assertThat(SINK.hits("/never-known")).hasSize(1);
    assertThat(SINK.hits("/harmless")).hasSize(2);
  }

  @Test
  void nothingIsFoundWhereTheDatabaseIsTheOneThatWasWritten() throws Exception {
    var waiting = busyAtFirst("/waiting", Delivery.AT_MOST_ONCE);
    heard.outcome(Commands.run().post(SINK.url("/ordinary"), null).command());

    restoration.perform();
    restoration.perform();

    assertThat(state(waiting)).isEqualTo("RETRY_WAIT");
    bringForward(waiting);
    assertThat(heard.awaitOutcomes(waiting.runId(), 1).getFirst().state())
        .isEqualTo(EffectState.SUCCEEDED);
  }

  /**
   * A run whose first attempt was answered "busy", and whose second one is half an hour away or
   * more.
   */
  private PerformActions busyAtFirst(String path, Delivery delivery) {
    SINK.answer(
        path,
        (exchange, n) -> {
          // The pause is drawn by chance, but not below what the target asks for.
          exchange.getResponseHeaders().set("Retry-After", "1800");
          Sink.respond(exchange, n == 1 ? 429 : 200, "{}");
        });
    var command =
        Commands.run()
            .call(
                "http.request@1", Map.of("method", "POST", "url", SINK.url(path)), delivery, LATER)
            .command();
    heard.say(command);
    await().atMost(Duration.ofSeconds(20)).until(() -> "RETRY_WAIT".equals(state(command)));
    return command;
  }

  private void bringForward(PerformActions command) {
    update("UPDATE effects SET retry_at = now() WHERE run_id = ?", command);
  }

  /** All that was said is admitted, and its positions are committed and noted: nothing follows. */
  private void awaitCommitted() {
    Map<String, Object> access = Map.of("bootstrap.servers", Infrastructure.bootstrapServers());
    try (var admin = Admin.create(access)) {
      await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () -> {
                var committed =
                    admin
                        .listConsumerGroupOffsets(Restoration.GROUP)
                        .partitionsToOffsetAndMetadata()
                        .get();
                var noted = positions.noted().next();
                return heard.probe().all(Topics.COMMANDS).stream()
                    .allMatch(
                        record ->
                            isBefore(record, committed)
                                && record.offset() < noted.getOrDefault(record.partition(), 0L));
              });
    }
  }

  private static boolean isBefore(
      ConsumerRecord<byte[], byte[]> record, Map<TopicPartition, OffsetAndMetadata> committed) {
    var next = committed.get(new TopicPartition(record.topic(), record.partition()));
    return next != null && record.offset() < next.offset();
  }

  /** Where its only effect stands in the ledger. */
  private String state(PerformActions command) {
    return database.transact(
        tx -> {
          try (var select = tx.connection().prepareStatement(STATE)) {
            select.setObject(1, command.runId());
            var rows = select.executeQuery();
            rows.next();
            return rows.getString(1);
          }
        });
  }

  private void update(String statement, PerformActions command) {
    database.run(
        tx -> {
          try (var update = tx.connection().prepareStatement(statement)) {
            update.setObject(1, command.runId());
            update.executeUpdate();
          }
        });
  }

  /** As a backup of the schema. */
  private static void keepCopy() throws SQLException {
    asOwner(
        connection -> {
          for (var table : LEDGER) {
            execute(connection, "CREATE TABLE copy_of_%s AS TABLE %s".formatted(table, table));
          }
        });
  }

  private static void restoreCopy() throws SQLException {
    asOwner(
        connection -> {
          for (var table : LEDGER) {
            execute(connection, "DELETE FROM " + table);
            execute(connection, "INSERT INTO %s TABLE copy_of_%s".formatted(table, table));
            execute(connection, "DROP TABLE copy_of_" + table);
          }
        });
  }

  private interface Work {
    void in(Connection connection) throws SQLException;
  }

  private static void asOwner(Work work) throws SQLException {
    var superuser = Infrastructure.postgres().superuser();
    try (var connection =
        DriverManager.getConnection(superuser.url(), superuser.user(), superuser.password())) {
      connection.setAutoCommit(false);
      execute(connection, "SET search_path = executor");
      work.in(connection);
      connection.commit();
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
