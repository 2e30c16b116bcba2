package dev.sequitur.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequitur.e2e.rig.Api;
import dev.sequitur.e2e.rig.Rig;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A version that decides without effects, from its beginning to its promotion. */
@ExtendWith(SharedRig.class)
class ShadowsE2E {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Api api;
  private final RecordingTarget target;
  private final String name = "t" + UUID.randomUUID().toString().substring(0, 8);

  ShadowsE2E(Rig rig, RecordingTarget target) {
    this.api = rig.api();
    this.target = target;
  }

  @Test
  void aShadowTellsWhatABacktestTellsAndActsOnceItIsPromoted() {
    api.publish(rule("data.n >= 4"));
    api.put("/rules/" + name, "application/yaml", rule("data.n >= 2 && data.n < 8")).expect(200);
    var begun = awaitEffect(api.post("/rules/" + name + "/shadow", "application/json", "{}"));
    for (int n = 0; n < 10; n++) {
      send("first", n);
    }
    send("first", 5);
    var told = awaitTold();
    assertThat(told.path("version").asInt()).isEqualTo(2);
    assertThat(told.path("acting").asInt()).isEqualTo(1);
    assertThat(Instant.parse(told.path("since").asText())).isEqualTo(begun);
    assertThat(told.path("events").size()).isEqualTo(4);
    var why =
        api.send("GET", told.at("/events/0/explanation").asText(), null, java.util.Map.of())
            .expect(200)
            .json();
    assertThat(why.path("rules").findValuesAsText("stoppedBy")).contains("SHADOW");

    var difference = backtest(begun).at("/result/difference");
    for (var count : new String[] {"added", "removed", "changed", "same"}) {
      assertThat(told.at("/counts/" + count).asInt())
          .as(count)
          .isEqualTo(difference.path(count).asInt());
    }
    assertThat(target.calls("/" + name)).hasSize(6);

    awaitEffect(api.post("/rules/" + name + "/promotion", "application/json", ""));
    send("then", 20);
    send("then", 2);
    await().atMost(PATIENCE).until(() -> target.calls("/" + name).size() == 7);
    assertThat(target.calls("/" + name).getLast().body()).isEqualTo("{\"n\":2}");
    assertThat(shadow().hasNonNull("until")).isTrue();
  }

  private JsonNode shadow() {
    return api.get("/rules/" + name + "/shadow").expect(200).json();
  }

  /** 2 and 3 only by the shadow, 8 and 9 only by what acts, 4 to 7 by both. */
  private JsonNode awaitTold() {
    return await()
        .atMost(PATIENCE)
        .until(
            this::shadow,
            told ->
                told.at("/counts/added").asInt() == 2
                    && told.at("/counts/removed").asInt() == 2
                    && told.at("/counts/same").asInt() == 4);
  }

  private JsonNode backtest(Instant from) {
    var asked = "{\"version\":2,\"compareWith\":1,\"from\":\"" + from + "\"}";
    var id =
        api.post("/rules/" + name + "/backtests", "application/json", asked)
            .expect(202)
            .json()
            .path("id")
            .asText();
    return await()
        .atMost(PATIENCE)
        .until(
            () -> api.get("/rules/" + name + "/backtests/" + id).expect(200).json(),
            one -> one.path("state").asText().equals("SUCCEEDED"));
  }

  private void send(String when, int n) {
    var event =
        """
        {"specversion": "1.0", "type": "com.example.%1$s", "source": "/%1$s", "id": "%2$s-%3$d",
         "data": {"n": %3$d}}
        """
            .formatted(name, when, n);
    api.post("/events", "application/cloudevents+json", event).expect(202);
  }

  private static Instant awaitEffect(Api.Answer answer) {
    var from = Instant.parse(answer.expect(200).json().at("/status/effectiveFrom").asText());
    await().atMost(PATIENCE).until(() -> Instant.now().isAfter(from.plusMillis(50)));
    return from;
  }

  private String rule(String when) {
    return """
        apiVersion: sequitur.dev/v1
        kind: Rule
        metadata: { name: %1$s }
        spec:
          on: [com.example.%1$s]
          when: %2$s
          then:
            - id: tell
              uses: http.request@1
              with: { method: POST, url: "%3$s", body: { n: "${data.n}" } }
        """
        .formatted(name, when, target.url("/" + name));
  }
}
