package dev.sequitur.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequitur.e2e.rig.Api;
import dev.sequitur.e2e.rig.Rig;
import dev.sequitur.local.platform.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** From a nominal instant, or a hand, to an effect, through the gateway. */
@ExtendWith(SharedRig.class)
class SchedulesE2E {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Rig rig;
  private final Api api;
  private final RecordingTarget target;
  private String name = "";

  SchedulesE2E(Rig rig, RecordingTarget target) {
    this.rig = rig;
    this.api = rig.api();
    this.target = target;
  }

  @BeforeEach
  void ownName() {
    name = "s" + UUID.randomUUID().toString().substring(0, 8);
  }

  @AfterEach
  void archive() {
    api.delete("/triggers/" + name);
  }

  @Test
  void eachNominalInstantBecomesOneCall() {
    automate("schedule: { every: PT1S }", "${data.nominalInstant}");
    await().atMost(PATIENCE).until(() -> target.calls("/" + name).size() >= 3);
    api.delete("/triggers/" + name).expect(204);
    var instants = target.calls("/" + name).stream().map(call -> at(call.body())).sorted().toList();
    for (int i = 1; i < instants.size(); i++) {
      assertThat(instants.get(i)).isEqualTo(instants.get(i - 1).plusSeconds(1));
    }
  }

  @Test
  void firingIsListedAndItsEventLeadsToItsRun() {
    automate("schedule: { every: PT1S }", "any");
    await().atMost(PATIENCE).until(() -> firings().size() > 0);
    var eventId = firings().path(0).path("eventId").asText();
    await().atMost(PATIENCE).until(() -> "SUCCEEDED".equals(run(eventId).path("state").asText()));
    assertThat(api.get("/triggers/" + name + "/state").expect(200).json().path("state").asText())
        .isEqualTo("RUNNING");
  }

  /** I10: also where both services that know of it are killed while runs are going. */
  @Test
  void runsOfASlowActionNeverOverlap() {
    var own = name;
    for (var overlap : List.of("SKIP", "BUFFER_ONE")) {
      name = own + "-" + overlap.toLowerCase(Locale.ROOT).replace('_', '-');
      target.takesItsTime("/" + name, Duration.ofMillis(1_500));
      automate("schedule: { every: PT1S, overlap: " + overlap + " }", "${data.nominalInstant}");
    }
    var names = List.of(own + "-skip", own + "-buffer-one");
    awaitCalls(names, 2);
    rig.platform().kill(Service.EXECUTOR.part());
    rig.platform().kill(Service.TRIGGER.part());
    // A call that was cut off is repeated by the executor: it has ended here by then.
    Stream.of(Service.TRIGGER.part(), Service.EXECUTOR.part())
        .parallel()
        .forEach(rig.platform()::start);
    awaitCalls(names, 5);
    for (var one : names) {
      name = one;
      assertThat(target.mostAtOnce("/" + one)).as(one).isOne();
      var instants = target.calls("/" + one).stream().map(call -> at(call.body())).toList();
      assertThat(instants).isSorted();
      assertThat(
              api.get("/triggers/" + one + "/firings?state=SKIPPED")
                  .expect(200)
                  .json()
                  .path("items"))
          .isNotEmpty()
          .allSatisfy(
              item -> assertThat(item.path("reason").asText()).startsWith("OVERLAP: event "));
      assertEachInstantWasDecidedOnce();
      archive();
    }
  }

  /** Its target fails, so each run would be tried again for seconds. */
  @Test
  void runsAreCancelledForTheNextInstantAndNeverOverlap() {
    target.answer("/" + name, 503);
    target.takesItsTime("/" + name, Duration.ofMillis(200));
    automate("schedule: { every: PT1S, overlap: CANCEL_RUNNING }", "${data.nominalInstant}");
    await().atMost(PATIENCE).until(() -> firedEvents().size() >= 4);
    var events = firedEvents().reversed().subList(0, 3);
    api.delete("/triggers/" + name).expect(204);
    for (var event : events) {
      await().atMost(PATIENCE).until(() -> "CANCELLED".equals(run(event).path("state").asText()));
      var run = api.get("/runs/" + run(event).path("runId").asText()).expect(200).json();
      assertThat(run.at("/actions/0/failure/detail").asText())
          .startsWith("by Trigger/" + name + ": overlap: the instant ");
    }
    assertThat(target.mostAtOnce("/" + name)).isOne();
    var instants = target.calls("/" + name).stream().map(call -> at(call.body())).toList();
    assertThat(instants).isSorted();
  }

  private List<String> firedEvents() {
    return api.get("/triggers/" + name + "/firings?state=FIRED")
        .expect(200)
        .json()
        .path("items")
        .findValuesAsText("eventId");
  }

  private void assertEachInstantWasDecidedOnce() {
    var decided = firings().findValuesAsText("nominalInstant").reversed();
    for (int i = 1; i < decided.size(); i++) {
      assertThat(Instant.parse(decided.get(i)))
          .isEqualTo(Instant.parse(decided.get(i - 1)).plusSeconds(1));
    }
  }

  private void awaitCalls(List<String> names, int count) {
    await()
        .atMost(PATIENCE)
        .until(() -> names.stream().allMatch(one -> target.calls("/" + one).size() >= count));
  }

  @Test
  void triggerIsFiredByHandAndOnceUnderOneKey() {
    automate("manual: {}", "${data.order}");
    var path = "/api/v1/workspaces/default/triggers/" + name + "/firings";
    var headers = Map.of("Content-Type", "application/json", "Idempotency-Key", name);
    var first = api.send("POST", path, "{\"order\":\"o-1\"}", headers).expect(202).json();
    var again = api.send("POST", path, "{\"order\":\"o-1\"}", headers).expect(202).json();
    assertThat(again.path("eventId")).isEqualTo(first.path("eventId"));
    var eventId = first.path("eventId").asText();
    await().atMost(PATIENCE).until(() -> "SUCCEEDED".equals(run(eventId).path("state").asText()));
    assertThat(target.calls("/" + name)).hasSize(1);
    assertThat(target.calls("/" + name).getFirst().body()).isEqualTo("{\"at\":\"o-1\"}");
  }

  /** The instant in a call's body, which holds nothing else. */
  private static Instant at(String body) {
    return Instant.parse(body.replace("{\"at\":\"", "").replace("\"}", ""));
  }

  private JsonNode firings() {
    return api.get("/triggers/" + name + "/firings").expect(200).json().path("items");
  }

  private JsonNode run(String eventId) {
    return api.get("/runs?eventId=" + eventId).expect(200).json().path("items").path(0);
  }

  private void automate(String source, String at) {
    api.publish(
        """
        apiVersion: sequitur.dev/v1
        kind: Trigger
        metadata: { name: %1$s }
        spec:
          %2$s
          event: { type: com.example.%1$s }
        ---
        apiVersion: sequitur.dev/v1
        kind: Rule
        metadata: { name: %1$s }
        spec:
          on: [com.example.%1$s]
          then:
            - id: tell
              uses: http.request@1
              with: { method: POST, url: "%3$s", body: { at: "%4$s" } }
        """
            .formatted(name, source, target.url("/" + name), at));
  }
}
