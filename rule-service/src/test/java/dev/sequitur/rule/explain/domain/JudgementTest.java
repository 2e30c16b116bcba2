package dev.sequitur.rule.explain.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.contracts.Ids;
import dev.sequitur.rule.catalog.TestRules;
import dev.sequitur.rule.explain.domain.SeenValue.Seen;
import dev.sequitur.rule.matching.domain.Rule;
import dev.sequitur.rule.matching.domain.TestEvents;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JudgementTest {

  private static final String TYPE = "com.example.order";

  @Test
  void aMatchNamesItsRun() {
    var rule = rule("data.amount > 100", Map.of());
    var event = TestEvents.occurrence(TYPE, "{\"amount\":150}");

    var judgement = Judgement.of(rule, event);

    assertThat(judgement.stop()).isNull();
    assertThat(judgement.run())
        .isEqualTo(Ids.run("default", rule.starter().uid(), event.event().id(), 0));
  }

  @Test
  void whatStopsARuleIsNamed() {
    var event = TestEvents.occurrence(TYPE, "{\"amount\":50}");

    assertThat(Judgement.of(rule("data.amount > 100", Map.of()), event).stop())
        .isEqualTo(Stop.CONDITION);
    assertThat(Judgement.of(rule("data.none > 100", Map.of()), event).code())
        .isEqualTo("EXPRESSION_FIELD_MISSING");
    assertThat(
            Judgement.of(rule("true", Map.of("validFrom", "2030-01-01T00:00:00Z")), event).code())
        .isEqualTo("RULE_NOT_VALID");
    assertThat(
            Judgement.of(rule("true", Map.of()), TestEvents.occurrence("com.other", "{}")).stop())
        .isEqualTo(Stop.TYPE);
  }

  @Test
  void everyPartSaysWhatItSawAndWhetherItWasAsked() {
    var rule = rule("data.amount > 100 && (data.tier == 'gold' || data.none == 1)", Map.of());
    var event = TestEvents.occurrence(TYPE, "{\"amount\":50,\"tier\":\"gold\"}");

    var whole = Objects.requireNonNull(Judgement.condition(rule, event));

    var amount = whole.parts().getFirst();
    assertThat(amount.text()).isEqualTo("data.amount > 100");
    assertThat(amount.values()).containsExactly(new SeenValue("data.amount", Seen.VALUE, 50L));
    assertThat(amount.reached()).isTrue();
    var either = whole.parts().getLast();
    assertThat(either.kind()).isEqualTo(Part.Kind.ANY);
    assertThat(either.reached()).isFalse();
    assertThat(either.parts().getLast().values())
        .containsExactly(new SeenValue("data.none", Seen.MISSING, null));
  }

  @Test
  void longValuesAreShortened() {
    var rule = rule("data.text == 'x' || size(data.list) > 9", Map.of());
    var event =
        TestEvents.occurrence(TYPE, "{\"text\":\"" + "y".repeat(500) + "\",\"list\":[1,2]}");

    var parts = Objects.requireNonNull(Judgement.condition(rule, event)).parts();

    assertThat(parts.getFirst().values().getFirst().seen()).isEqualTo(Seen.SHORTENED);
    assertThat(parts.getLast().values().getFirst().value()).isEqualTo("a list of 2 elements");
  }

  private static Rule rule(String when, Map<String, Object> more) {
    var spec = new HashMap<String, @Nullable Object>(more);
    spec.put("on", List.of("com.example.*"));
    spec.put("when", when);
    spec.put(
        "then",
        List.of(Map.of("id", "tell", "uses", "log.write@1", "with", Map.of("message", "hi"))));
    return TestRules.rule(TestRules.published("r", spec));
  }
}
