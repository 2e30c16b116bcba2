package dev.sequitur.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.kit.test.Infrastructure;
import dev.sequitur.kit.test.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class EventTypeComponentTest {

  private static final String EVENT_TYPES = Service.API + "/event-types";

  private final String name = "order-" + UUID.randomUUID().toString().substring(0, 8);

  @Test
  void anEventTypeLivesFromInferenceToArchive() {
    var inferred =
        call(
                "POST",
                "/inference",
                "{\"type\":\"com.example.%s\",\"closed\":true,\"samples\":[{\"id\":\"o-1\",\"amount\":2},{\"id\":\"o-2\"}]}"
                    .formatted(name))
            .is(200);
    assertThat(inferred.body().at("/metadata/name").asText()).isEqualTo("com-example-" + name);
    assertThat(inferred.body().at("/spec/schema/required/0").asText()).isEqualTo("id");
    assertThat(inferred.body().at("/spec/samples")).hasSize(2);
    var saved = "/com-example-" + name;
    call("PUT", saved, inferred.body().toString()).is(201);
    call("POST", saved + "/publication", "").is(200);
    assertThat(call("GET", saved, "").is(200).body().at("/status/version").asInt()).isEqualTo(1);
    call("DELETE", saved, "").is(204);
    call("GET", saved, "").refused(404, "DEFINITION_NOT_FOUND");
  }

  @Test
  void everyMistakeIsToldWithItsPlace() {
    var reply =
        call(
                "PUT",
                "/" + name,
                manifest(
                    name,
                    "{\"type\":\"a\",\"schema\":{\"type\":\"object\",\"required\":[\"id\"]},\"samples\":[{}],\"personal\":[\"x\"],\"color\":1}"))
            .refused(422, "DEFINITION_INVALID");
    assertThat(reply.body().at("/errors").findValuesAsText("pointer"))
        .containsExactlyInAnyOrder("/spec/samples/0", "/spec/personal/0", "/spec/color");
    call("POST", "/inference", "{\"type\":\"*\",\"samples\":[],\"x\":1}")
        .refused(422, "VALIDATION_FAILED");
    call("POST", "/inference", "{").refused(400, "MALFORMED_REQUEST");
  }

  @Test
  void ofEachTypeOfEventsThereIsOneDescription() {
    var spec = "{\"type\":\"com.example.%s\",\"schema\":{}}".formatted(name);
    call("PUT", "/" + name, manifest(name, spec)).is(201);
    call("POST", "/" + name + "/publication", "").is(200);
    call("PUT", "/other-" + name, manifest("other-" + name, spec)).is(201);
    var refused =
        call("POST", "/other-" + name + "/publication", "").refused(422, "DEFINITION_INVALID");
    assertThat(refused.body().at("/errors/0/code").asText()).isEqualTo("TYPE_TAKEN");
    assertThat(refused.body().at("/errors/0/pointer").asText()).isEqualTo("/spec/type");
    call("DELETE", "/" + name, "").is(204);
    call("POST", "/other-" + name + "/publication", "").is(200);
  }

  @Test
  void whoMayReadOnlyMayNotSave() {
    var reader = Map.of("Authorization", "Bearer " + Tokens.of("default", "event-type:read"));
    Service.call("GET", EVENT_TYPES, reader, "").is(200);
    Service.call("PUT", EVENT_TYPES + "/" + name, reader, "{}").is(403);
  }

  private static String manifest(String name, String spec) {
    return "{\"apiVersion\":\"sequitur.dev/v1\",\"kind\":\"EventType\",\"metadata\":{\"name\":\"%s\"},\"spec\":%s}"
        .formatted(name, spec);
  }

  private static Service.Reply call(String method, String path, String body) {
    var headers = new HashMap<String, String>();
    headers.put(
        "Authorization",
        "Bearer "
            + Tokens.of("default", "event-type:read", "event-type:write", "event-type:publish"));
    headers.put("Content-Type", "application/json");
    return Service.call(method, EVENT_TYPES + path, headers, body);
  }
}
