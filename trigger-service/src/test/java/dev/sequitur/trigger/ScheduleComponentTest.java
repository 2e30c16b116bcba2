package dev.sequitur.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequitur.contracts.AcceptedEvent;
import dev.sequitur.contracts.Ids;
import dev.sequitur.contracts.Topics;
import dev.sequitur.kit.test.Infrastructure;
import dev.sequitur.kit.test.TopicProbe;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

/** A schedule from its publication to its archiving, as callers and the topic see it. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class ScheduleComponentTest {

  private static final String EVENT = "\nevent: { type: com.example.tick";

  @Test
  void publishedScheduleFiresItsNominalInstants() {
    publish("secondly", "schedule: { every: PT1S }" + EVENT + ", key: k }");
    var uid = uid("secondly");
    await(20).until(() -> firings("secondly", "").size() > 2);
    var items = firings("secondly", "?state=FIRED");
    try (var probe = TopicProbe.ofTests()) {
      for (var item : items) {
        var nominal = nominal(item);
        assertThat(nominal.getNano()).isZero();
        var id = text(item, "eventId");
        assertThat(id).isEqualTo(Ids.event("default", uid, "schedule:" + nominal).toString());
        await(10).until(() -> isOnTopic(probe, id));
        var event = Service.onTopic(probe, id);
        assertThat(event.time()).isEqualTo(nominal);
        assertThat(event.trigger()).isEqualTo(uid);
        assertThat(event.key()).isEqualTo("k");
        assertThat(data(event)).isEqualTo("{\"nominalInstant\":\"" + nominal + "\"}");
      }
    }
    archive("secondly");
  }

  @Test
  void suspendedScheduleRestsAndResumesWithoutWhatPassedMeanwhile() {
    publish("resting", "schedule: { every: PT1S }" + EVENT + " }");
    await(20).until(() -> firings("resting", "").size() > 1);
    Service.call("PUT", Service.TRIGGERS + "/resting/suspension", Service.author(), "").is(200);
    var uid = uid("resting");
    await(20).until(() -> row(uid).contains("DISABLED|none"));
    var before = firings("resting", "").size();
    var suspendedFrom = nominal(firings("resting", "").getFirst());
    await(20).until(() -> databaseTime().isAfter(suspendedFrom.plusSeconds(4)));
    assertThat(firings("resting", "")).hasSize(before);
    Service.call("DELETE", Service.TRIGGERS + "/resting/suspension", Service.author(), "").is(200);
    await(20).until(() -> firings("resting", "").size() > before);
    assertThat(firings("resting", "?state=MISFIRED")).isEmpty();
    archive("resting");
  }

  @Test
  void newVersionTakesOverAtAnInstantAndTheOldOneEnds() {
    publish("moving", "schedule: { every: PT1S }\nevent: { type: first }");
    await(20).until(() -> firings("moving", "").size() > 1);
    publish("moving", "schedule: { every: PT1S }\nevent: { type: second }");
    await(20).until(() -> text(firings("moving", "").getFirst(), "version").equals("2"));
    var all = firings("moving", "").reversed();
    // Each second once, by the one version and then by the other.
    for (int i = 1; i < all.size(); i++) {
      assertThat(nominal(all.get(i))).isEqualTo(nominal(all.get(i - 1)).plusSeconds(1));
      assertThat(text(all.get(i), "version"))
          .isGreaterThanOrEqualTo(text(all.get(i - 1), "version"));
    }
    archive("moving");
  }

  @Test
  void archivedScheduleAndOneThatBecameAWebhookLeaveNoRow() {
    publish("gone", "schedule: { cron: '0 0 1 1 *', zone: Europe/Berlin }" + EVENT + " }");
    var uid = uid("gone");
    await(20).until(() -> row(uid).startsWith("ACTIVE|"));
    archive("gone");
    await(20).until(() -> row(uid).isEmpty());
    publish("turning", "schedule: { every: PT1H }" + EVENT + " }");
    var other = uid("turning");
    await(20).until(() -> row(other).startsWith("ACTIVE|"));
    publish("turning", "webhook: { path: turning, verify: { none: true } }" + EVENT + " }");
    await(20).until(() -> row(other).isEmpty());
    assertThat(count("SELECT count(*) FROM schedule_changes WHERE uid = '" + other + "'")).isZero();
  }

  @Test
  void filteredInstantIsRecordedAsMisfired() {
    publish(
        "picky",
        "schedule: { every: PT1S }\nfilter: nominalInstant.getSeconds() % 2 == 0" + EVENT + " }");
    await(20).until(() -> firings("picky", "?state=MISFIRED").size() > 1);
    assertThat(firings("picky", "?state=MISFIRED"))
        .allMatch(item -> text(item, "reason").equals("FILTERED"))
        .allMatch(item -> nominal(item).getEpochSecond() % 2 == 1);
    archive("picky");
  }

  @Test
  void firingsArePagedFromTheLatest() {
    publish("paged", "schedule: { every: PT1S }" + EVENT + " }");
    await(30).until(() -> firings("paged", "").size() > 4);
    Service.call("PUT", Service.TRIGGERS + "/paged/suspension", Service.author(), "").is(200);
    await(20).until(() -> row(uid("paged")).contains("DISABLED|none"));
    var all = firings("paged", "");
    var first = Service.call("GET", path("paged", "?limit=2"), Service.author(), "").is(200);
    var second = firings("paged", "?limit=2&after=" + first.text("next"));
    assertThat(second).isEqualTo(all.subList(2, 4));
    for (var wrong : List.of("?limit=0", "?limit=501", "?after=yesterday", "?state=LATE")) {
      Service.call("GET", path("paged", wrong), Service.author(), "")
          .refused(422, "VALIDATION_FAILED");
    }
    Service.call("GET", path("nobody", ""), Service.author(), "")
        .refused(404, "DEFINITION_NOT_FOUND");
    archive("paged");
  }

  @Test
  void nextInstantsAreShownOfADraftAndOfAManifest() {
    var spec =
        "schedule: { cron: '30 2 * * *', zone: Europe/Berlin, start: '2036-03-28T00:00:00Z' }"
            + EVENT
            + " }";
    Service.save("preview", spec).is(201);
    var shown =
        Service.call("GET", path("preview", "/preview?count=3"), Service.author(), "").is(200);
    // The clocks are put forward on 30 March 2036.
    assertThat(shown.body().at("/items").findValuesAsText("local"))
        .containsExactly(
            "2036-03-28T02:30:00+01:00", "2036-03-29T02:30:00+01:00", "2036-03-30T03:30:00+02:00");
    assertThat(shown.text("zone")).isEqualTo("Europe/Berlin");
    var headers = Service.author("Content-Type", "application/yaml");
    var previews = Service.TRIGGERS + "/preview";
    var same = Service.call("POST", previews, headers, Service.manifest("nobody", spec)).is(200);
    assertThat(same.body().at("/items")).hasSize(10);
    Service.call("GET", Service.TRIGGERS + "/nobody", Service.author(), "").is(404);
    var bad = Service.manifest("nobody", "schedule: { cron: x }" + EVENT + " }");
    Service.call("POST", previews, headers, bad).refused(422, "VALIDATION_FAILED");
    var webhook =
        Service.manifest("nobody", "webhook: { path: p, verify: { none: true } }" + EVENT + " }");
    Service.call("POST", previews, headers, webhook).refused(409, "TRIGGER_NOT_A_SCHEDULE");
    Service.call("GET", path("preview", "/preview?count=101"), Service.author(), "")
        .refused(422, "VALIDATION_FAILED");
  }

  @Test
  void whatAScheduleCannotSayIsRefusedWithItsPlace() {
    var reply =
        Service.save(
                "bad", "schedule: { cron: '* * *', zone: Mars, overlap: CANCEL }" + EVENT + " }")
            .refused(422, "DEFINITION_INVALID");
    assertThat(reply.body().at("/errors").findValuesAsText("pointer"))
        .containsExactlyInAnyOrder(
            "/spec/schedule/cron", "/spec/schedule/zone", "/spec/schedule/overlap");
  }

  private static void publish(String name, String spec) {
    assertThat(Service.save(name, spec).status()).isIn(200, 201);
    Service.publish(name).is(200);
  }

  private static void archive(String name) {
    Service.call("DELETE", Service.TRIGGERS + "/" + name, Service.author(), "").is(204);
  }

  private static UUID uid(String name) {
    var reply = Service.call("GET", Service.TRIGGERS + "/" + name, Service.author(), "").is(200);
    return UUID.fromString(reply.body().at("/metadata/uid").asText());
  }

  private static String path(String name, String rest) {
    return Service.TRIGGERS + "/" + name + "/firings" + rest;
  }

  private static List<JsonNode> firings(String name, String query) {
    var items =
        Service.call("GET", path(name, query), Service.author(), "").is(200).body().at("/items");
    var all = new ArrayList<JsonNode>();
    items.forEach(all::add);
    return all;
  }

  private static String text(JsonNode item, String field) {
    return item.path(field).asText();
  }

  private static Instant nominal(JsonNode item) {
    return Instant.parse(text(item, "nominalInstant"));
  }

  private static boolean isOnTopic(TopicProbe probe, String id) {
    return !probe
        .all(Topics.EVENTS, record -> TopicProbe.header(record, "ce_id").equals(id))
        .isEmpty();
  }

  private static String data(AcceptedEvent event) {
    return new String(event.data(), StandardCharsets.UTF_8);
  }

  /** State and next instant of a schedule's row; empty if there is none. */
  private static String row(UUID uid) {
    return query(
        "SELECT state || '|' || coalesce(next_due_at::text, 'none') FROM schedules WHERE uid = '"
            + uid
            + "'");
  }

  private static long count(String query) {
    return Long.parseLong(query(query));
  }

  private static Instant databaseTime() {
    return Instant.parse(
        query("SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')"));
  }

  private static String query(String text) {
    var access = Infrastructure.database();
    try (var connection =
            DriverManager.getConnection(
                access.url() + "?currentSchema=" + access.schema(),
                access.schema() + "_path",
                access.passwords().path());
        var select = connection.prepareStatement(text);
        var found = select.executeQuery()) {
      return found.next() ? found.getString(1) : "";
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ConditionFactory await(int seconds) {
    return org.awaitility.Awaitility.await().atMost(Duration.ofSeconds(seconds));
  }
}
