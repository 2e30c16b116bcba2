package dev.sequitur.kit.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sequitur.contracts.Message;
import dev.sequitur.contracts.Topics;
import dev.sequitur.kit.database.PathDatabase;
import dev.sequitur.kit.test.Infrastructure;
import dev.sequitur.kit.test.TopicProbe;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is committed is said, what is rolled back is not; nothing that is left stays unsaid. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class OutboxComponentTest {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String TOPIC = Topics.RUNS.name();

  @Inject PathDatabase database;
  @Inject Sweeper sweeper;
  @Inject Outbox outbox;

  @Inject
  @DataSource("path")
  io.agroal.api.AgroalDataSource source;

  @ConfigProperty(name = "sequitur.kafka.bootstrap-servers")
  String bootstrapServers;

  private final String mark = UUID.randomUUID().toString();
  private TopicProbe probe;

  @BeforeEach
  void open() {
    probe = new TopicProbe(bootstrapServers);
  }

  @AfterEach
  void close() {
    probe.close();
  }

  @Test
  void whatACommittedTransactionSaysIsOnTheTopicAndItsRowIsDeleted() {
    database.run(transaction -> transaction.say(message("one")));

    await().atMost(SOON).until(() -> said().size() == 1);
    var record = said().getFirst();
    assertThat(text(record)).isEqualTo("one");
    assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo(mark);
    assertThat(TopicProbe.header(record, "h")).isEqualTo("ä\"\n");
    await().atMost(SOON).until(() -> rows() == 0);
  }

  @Test
  void whatARolledBackTransactionSaysIsNeverSaid() {
    assertThatThrownBy(
            () ->
                database.run(
                    transaction -> {
                      transaction.say(message("never"));
                      throw new IllegalStateException("rolled back");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(
            () ->
                database.run(
                    transaction -> {
                      transaction.say(message("neither"));
                      try (var broken = transaction.connection().createStatement()) {
                        broken.execute("SELECT 1 / 0");
                      }
                    }))
        .hasMessageContaining("division");

    database.run(transaction -> transaction.say(message("after")));

    await().atMost(SOON).until(() -> rows() == 0 && !said().isEmpty());
    assertThat(said()).extracting(OutboxComponentTest::text).containsExactly("after");
  }

  @Test
  void aRowThatWasLeftBehindIsSaidAndDeleted() {
    leave("left", TOPIC, 60);

    await().atMost(SOON).until(() -> said().size() == 1);

    assertThat(TopicProbe.header(said().getFirst(), "h")).isEqualTo("x");
    await().atMost(SOON).until(() -> rows() == 0);
  }

  @Test
  void aRowThatMayStillBeRelayedIsLeftAlone() throws SQLException {
    leave("fresh", TOPIC, -3600);

    sweeper.sweepOnce();

    assertThat(rows()).isEqualTo(1);
    assertThat(said()).isEmpty();
    delete();
  }

  @Test
  void aRowThatCannotBeSaidStopsNoOther() throws SQLException {
    leave("impossible", "not a topic", 120);
    leave("possible", TOPIC, 60);

    sweeper.sweepOnce();

    await().atMost(SOON).until(() -> said().size() == 1);
    assertThat(rows()).isEqualTo(1);
    delete();
  }

  @Test
  void aRowThatAnotherReplicaIsSayingIsSkipped() throws SQLException {
    try (var other = source.getConnection()) {
      other.setAutoCommit(false);
      try (var insert = other.prepareStatement(INSERT)) {
        insert(insert, "locked", TOPIC, 60);
      }
      other.commit();
      try (var lock =
          other.prepareStatement("SELECT 1 FROM outbox WHERE ? = ANY (keys) FOR UPDATE")) {
        lock.setString(1, mark);
        lock.execute();
      }
      // The scheduled sweeper may have been faster than the lock; then there is nothing to show.
      if (rows() == 1) {
        sweeper.sweepOnce();
        assertThat(rows()).isEqualTo(1);
        assertThat(said()).isEmpty();
      }
      other.rollback();
    }
    await().atMost(SOON).until(() -> rows() == 0);
    assertThat(said()).hasSize(1);
  }

  @Test
  void twoSweepersShareTheRowsAndSayEachOnce() throws Exception {
    var texts = IntStream.range(0, 300).mapToObj(i -> "s" + i).toList();
    try (var connection = source.getConnection()) {
      connection.setAutoCommit(false);
      insertAll(connection, texts);
      connection.commit();
    }
    var other = Thread.ofVirtual().start(this::sweep);
    sweep();
    other.join();

    await().atMost(SOON).until(() -> rows() == 0);
    assertThat(said()).hasSize(300);
    assertThat(new HashSet<>(said().stream().map(OutboxComponentTest::text).toList()))
        .containsExactlyInAnyOrderElementsOf(texts);
  }

  @Test
  void aThousandMessagesOfOneTransactionAreSaidAndTheirRowsGo() {
    var messages = IntStream.range(0, 1_000).mapToObj(i -> message("m" + i)).toList();

    database.run(transaction -> transaction.sayAll(messages));

    await().atMost(SOON).until(() -> rows() == 0);
    assertThat(said()).hasSize(1_000);
  }

  @Test
  void messagesToOneTopicAreOneRowUntilItIsLarge() {
    var small = IntStream.range(0, 5).mapToObj(i -> message("m" + i));
    var large = IntStream.range(0, 3).mapToObj(_ -> message("x".repeat(200 * 1024)));
    var other = new Message(Topics.EVENTS.name(), mark, new byte[] {1}, Map.of());
    var messages = Stream.of(small, large, Stream.of(other)).flatMap(s -> s).toList();
    var stored = new ArrayList<Outbox.Stored>();
    assertThatThrownBy(
            () ->
                database.run(
                    transaction -> {
                      stored.addAll(outbox.store(transaction.connection(), messages));
                      throw new IllegalStateException("nothing of this is to stay");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(stored).extracting(row -> row.messages().size()).containsExactly(7, 1, 1);
    assertThat(stored.getLast().messages()).containsExactly(other);
  }

  @Test
  void ofARowOnlyWhatCannotBeSaidStays() throws SQLException {
    var tooLarge = "x".repeat(3 * 1024 * 1024);
    database.run(
        transaction -> {
          try (var insert =
              transaction
                  .connection()
                  .prepareStatement(
                      "INSERT INTO outbox (topic, keys, bodies, headers, created_at)"
                          + " VALUES (?, ARRAY[?, ?, ?], ARRAY[?, ?, ?]::bytea[],"
                          + " ARRAY['{}', '{}', '{}'], now() - interval '1 minute')")) {
            insert.setString(1, TOPIC);
            for (int i = 0; i < 3; i++) {
              insert.setString(2 + i, mark);
            }
            insert.setBytes(5, "first".getBytes(StandardCharsets.UTF_8));
            insert.setBytes(6, tooLarge.getBytes(StandardCharsets.UTF_8));
            insert.setBytes(7, "third".getBytes(StandardCharsets.UTF_8));
            insert.executeUpdate();
          }
        });

    sweeper.sweepOnce();
    sweeper.sweepOnce();

    await().atMost(SOON).until(() -> said().size() >= 2);
    assertThat(said())
        .extracting(OutboxComponentTest::text)
        .containsExactlyInAnyOrder("first", "third");
    assertThat(rows()).isEqualTo(1);
    delete();
  }

  private static final String INSERT =
      "INSERT INTO outbox (topic, keys, bodies, headers, created_at)"
          + " VALUES (?, ARRAY[?], ARRAY[?], ARRAY['{\"h\":\"x\"}'], now() - make_interval(secs => ?))";

  private void sweep() {
    try {
      sweeper.sweepOnce();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void leave(String text, String topic, int secondsAgo) {
    database.run(
        transaction -> {
          try (var insert = transaction.connection().prepareStatement(INSERT)) {
            insert(insert, text, topic, secondsAgo);
          }
        });
  }

  private void insertAll(Connection connection, List<String> texts) throws SQLException {
    try (var insert = connection.prepareStatement(INSERT)) {
      for (var text : texts) {
        insert(insert, text, TOPIC, 60);
      }
    }
  }

  private void insert(java.sql.PreparedStatement insert, String text, String topic, int secondsAgo)
      throws SQLException {
    insert.setString(1, topic);
    insert.setString(2, mark);
    insert.setBytes(3, text.getBytes(StandardCharsets.UTF_8));
    insert.setInt(4, secondsAgo);
    insert.executeUpdate();
  }

  private void delete() {
    database.run(
        transaction -> {
          try (var delete =
              transaction
                  .connection()
                  .prepareStatement("DELETE FROM outbox WHERE ? = ANY (keys)")) {
            delete.setString(1, mark);
            delete.executeUpdate();
          }
        });
  }

  private int rows() {
    return database.transact(
        transaction -> {
          try (var select =
              transaction
                  .connection()
                  .prepareStatement("SELECT count(*) FROM outbox WHERE ? = ANY (keys)")) {
            select.setString(1, mark);
            try (var found = select.executeQuery()) {
              found.next();
              return found.getInt(1);
            }
          }
        });
  }

  private List<ConsumerRecord<byte[], byte[]>> said() {
    return probe.all(
        Topics.RUNS, record -> mark.equals(new String(record.key(), StandardCharsets.UTF_8)));
  }

  private Message message(String text) {
    return new Message(
        TOPIC, mark, text.getBytes(StandardCharsets.UTF_8), Map.of("h", "ä\"\n", "t", text));
  }

  private static String text(ConsumerRecord<byte[], byte[]> record) {
    return new String(record.value(), StandardCharsets.UTF_8);
  }
}
