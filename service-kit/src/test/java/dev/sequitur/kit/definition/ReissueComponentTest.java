package dev.sequitur.kit.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.kit.database.PathDatabase;
import dev.sequitur.kit.kafka.CompactedLogs;
import dev.sequitur.kit.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A change that came too late for all to know of it is void for all, and issued again. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class ReissueComponentTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  @Inject PathDatabase database;
  @Inject CompactedLogs logs;
  @Inject DefinitionConfig config;

  @ConfigProperty(name = "sequitur.kafka.bootstrap-servers")
  String bootstrapServers;

  private final Things things = Things.fresh();
  private final List<DefinitionPublished> heard = new CopyOnWriteArrayList<>();
  private Said said;

  @BeforeEach
  void open() {
    said = new Said(bootstrapServers, things.workspace());
  }

  @AfterEach
  void close() {
    said.close();
  }

  @Test
  void theMarginDecidesWhatIsVoid() {
    var from = Instant.parse("2026-01-01T00:00:10Z");
    var change = change(UUID.randomUUID(), 1, from);
    var last = from.minus(config.margin());

    assertThat(Reissue.isVoid(change, last, config)).isFalse();
    assertThat(Reissue.isVoid(change, last.minusMillis(1), config)).isFalse();
    assertThat(Reissue.isVoid(change, last.plusMillis(1), config)).isTrue();
    assertThat(Reissue.isVoid(change, from, config)).isTrue();
  }

  @Test
  void aLateChangeIsIssuedAgainAndOnlyThatIsHeard() {
    var uid = published();
    var followed = new PublishedDefinitions(logs, config);
    followed.follow(Map.of(ThingKind.KIND, this::heard));
    await().atMost(SOON).until(followed::isRead);
    heard.clear();
    var late = makeLate(uid, 1);

    await().atMost(SOON).until(() -> heard.stream().anyMatch(this::isAfterPublication));

    var again = heard.stream().filter(this::isAfterPublication).toList().getLast();
    assertThat(again.change()).isEqualTo(1);
    assertThat(again.effectiveFrom()).isAfter(late);
    assertThat(heard).noneMatch(change -> change.effectiveFrom().equals(late));
    assertThat(effectiveFrom()).isEqualTo(again.effectiveFrom());
  }

  @Test
  void aLateChangeThatAnotherHasFollowedIsNotIssuedAgain() {
    var uid = published();
    things.put("one", "{\"size\":2}");
    things.publish("one");
    said.awaitLatestChanges(2);
    var before = effectiveFrom();

    var late = Instant.now().truncatedTo(ChronoUnit.MICROS);
    database.run(transaction -> transaction.say(change(uid, 1, late).message()));
    await()
        .atMost(SOON)
        .until(() -> said.changes().stream().anyMatch(one -> one.effectiveFrom().equals(late)));
    things.put("two", "{\"size\":2}");
    things.publish("two");
    said.awaitLatestChanges(3);

    assertThat(effectiveFrom()).isEqualTo(before);
    assertThat(said.changes().stream().filter(one -> one.change() == 1 && one.uid().equals(uid)))
        .allMatch(one -> !one.effectiveFrom().isAfter(late));
  }

  @Test
  void certaintyComesWithTheFreshness() throws InterruptedException {
    var followed = new PublishedDefinitions(logs, config);
    followed.follow(Map.of());
    await().atMost(SOON).until(followed::isRead);

    followed.awaitCertainty(Instant.now());

    assertThat(followed.isRead()).isTrue();
  }

  private UUID published() {
    things.put("one", "{\"size\":1}");
    var uid = UUID.fromString(things.publish("one").jsonPath().getString("metadata.uid"));
    said.awaitChanges(1);
    return uid;
  }

  /** As if the relay had waited: the row and its message name an instant that is too near. */
  private Instant makeLate(UUID uid, long number) {
    var late = Instant.now().truncatedTo(ChronoUnit.MICROS);
    database.run(
        transaction -> {
          try (var update =
              transaction
                  .connection()
                  .prepareStatement(
                      "UPDATE definitions SET effective_from = ?::timestamptz WHERE uid = ?")) {
            update.setString(1, late.toString());
            update.setObject(2, uid);
            update.executeUpdate();
          }
          transaction.say(change(uid, number, late).message());
        });
    return late;
  }

  private boolean isAfterPublication(DefinitionPublished change) {
    return change.workspace().equals(things.workspace());
  }

  private void heard(DefinitionPublished change) {
    heard.add(change);
  }

  private Instant effectiveFrom() {
    return Instant.parse(things.get("one").jsonPath().getString("status.effectiveFrom"));
  }

  private DefinitionPublished change(UUID uid, long number, Instant from) {
    return new DefinitionPublished(
        things.workspace(),
        ThingKind.KIND,
        uid,
        "one",
        1,
        number,
        DefinitionPublished.State.ACTIVE,
        from,
        Map.of(),
        Map.of("size", 1));
  }
}
