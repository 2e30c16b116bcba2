package dev.sequitur.gateway.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequitur.contracts.Wire;
import org.junit.jupiter.api.Test;

class OwnerAnswerTest {

  private static final String WARNED =
      """
      {"documents":[{"index":2,"kind":"Rule","name":"a","result":"valid",
        "warnings":[{"pointer":"/spec/when","code":"SHADOWED","detail":"a, b: d"}]}]}
      """;

  @Test
  void whatWasWarnedOfWhenItWasCheckedIsToldOnceItIsStored() {
    var checked = OwnerAnswer.of(200, WARNED.getBytes(UTF_8)).documents().getFirst();
    var stored =
        OwnerAnswer.of(
                200,
                "{\"documents\":[{\"index\":2,\"kind\":\"Rule\",\"name\":\"a\",\"result\":\"published\"}]}"
                    .getBytes(UTF_8))
            .documents()
            .getFirst();
    var told = Wire.json().<JsonNode>valueToTree(stored.warned(checked.warnings()));
    assertThat(told.at("/result").asText()).isEqualTo("published");
    assertThat(told.at("/warnings/0/code").asText()).isEqualTo("SHADOWED");
    assertThat(told.has("errors")).isFalse();
    assertThat(Wire.json().<JsonNode>valueToTree(stored).has("warnings")).isFalse();
    assertThat(checked.errorsInBundle()).isEmpty();
  }

  @Test
  void whatIsNoAnswerSaysNothing() {
    assertThat(OwnerAnswer.of(502, "<html>".getBytes(UTF_8)).documents()).isEmpty();
    assertThat(OwnerAnswer.none().isAccepted()).isFalse();
  }
}
