package dev.sequitur.rule.matching.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.contracts.StartAsked;
import dev.sequitur.contracts.Topics;
import dev.sequitur.rule.catalog.TestRules;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What holds a rule back although its condition is true. */
class RestraintTest {

  private static final String TYPE = "com.example.order";
  private static final UUID RULE = TestRules.uid("r");
  private static final UUID OTHER = TestRules.uid("other");

  @Test
  void ruleWithABrakeAsksWithTheCommandThatItWouldHaveSent() {
    var event = TestEvents.occurrence(TYPE, "{\"customer\":\"c-1\"}");
    var plain = started(Map.of(), event);
    var braked = started(brake(Map.of("starts", 5, "within", "PT1M")), event);

    assertThat(plain.message().topic()).isEqualTo(Topics.COMMANDS.name());
    assertThat(braked.message().topic()).isEqualTo(Topics.CORRELATIONS.name());
    var asked = StartAsked.read(braked.message().headers(), braked.message().value());
    assertThat(asked.command().value()).isEqualTo(plain.message().value());
    assertThat(asked.command().headers()).isEqualTo(plain.message().headers());
    assertThat(asked.terms())
        .isEqualTo(new StartAsked.Terms(asked.terms().brake(), 5, Duration.ofMinutes(1), false, 1));
  }

  @Test
  void valuesAreCountedApartAndEqualOnesTogether() {
    var by = Map.<String, Object>of("starts", 5, "within", "PT1M", "by", "${data.customer}");
    assertThat(
            Stream.of("\"c-1\"", "\"c-2\"", "1", "\"1\"", "null", "[1]", "true")
                .map(customer -> brakeId(by, customer)))
        .doesNotHaveDuplicates();
    assertThat(brakeId(by, "\"c-1\"")).isEqualTo(brakeId(by, "\"c-1\""));
    var whole = Map.<String, Object>of("starts", 5, "within", "PT1M");
    assertThat(brakeId(whole, "\"c-1\"")).isEqualTo(brakeId(whole, "\"c-2\""));
  }

  @Test
  void suspendingBrakeBeginsAnewWithEachChangeOfItsRule() {
    var spec = spec(brake(Map.of("starts", 5, "within", "PT1M", "beyond", "suspend")));
    var event = TestEvents.occurrence(TYPE, "{}");
    var before = TestRules.published("r", spec);
    var resumed =
        new dev.sequitur.contracts.DefinitionPublished(
            "default",
            "Rule",
            RULE,
            "r",
            1,
            3,
            before.state(),
            before.effectiveFrom(),
            Map.of(),
            spec);
    var first = asked((Decision.Started) decide(TestRules.rule(before), event));
    var second = asked((Decision.Started) decide(TestRules.rule(resumed), event));
    assertThat(first.terms().change()).isEqualTo(1);
    assertThat(second.terms().change()).isEqualTo(3);
    assertThat(first.terms().suspends()).isTrue();
    assertThat(second.terms().brake()).isNotEqualTo(first.terms().brake());
  }

  @Test
  void valueThatCannotBeToldRejectsTheRunVisibly() {
    var rule = rule(brake(Map.of("starts", 5, "within", "PT1M", "by", "${data.customer}")));
    var decision = decide(rule, TestEvents.occurrence(TYPE, "{}"));
    assertThat(decision)
        .isInstanceOfSatisfying(
            Decision.Failed.class,
            failed -> {
              assertThat(failed.rejection().code()).isEqualTo("EXPRESSION_FIELD_MISSING");
              assertThat(failed.rejection().detail()).startsWith("brake/by: ");
            });
  }

  @Test
  void ruleStartsInItsOwnChainAsOftenAsItMayAndNotOnceMore() {
    for (int turns = 1; turns <= 4; turns++) {
      var rule = rule(turns == 3 ? Map.of() : Map.of("turns", turns));
      for (int behind = 0; behind <= 5; behind++) {
        var chain =
            Stream.concat(
                    Collections.nCopies(behind, RULE).stream(),
                    Collections.nCopies(9, OTHER).stream())
                .toList();
        var decision = decide(rule, emitted(chain));
        if (behind < turns) {
          assertThat(decision).isInstanceOf(Decision.Started.class);
          var event = ((Decision.Started) decision).command().event();
          assertThat(event.chain()).isEqualTo(chain);
        } else {
          assertThat(decision)
              .isInstanceOfSatisfying(
                  Decision.Failed.class,
                  failed -> assertThat(failed.rejection().code()).isEqualTo("RULE_CYCLE"));
        }
      }
    }
  }

  @Test
  void eventFromOutsideHasNoChainAndItsCommandNamesNone() {
    var started = started(Map.of(), TestEvents.occurrence(TYPE, "{}"));
    assertThat(started.command().event().chain()).isNull();
    assertThat(new String(started.message().value(), java.nio.charset.StandardCharsets.UTF_8))
        .doesNotContain("chain");
  }

  private static Occurrence emitted(List<UUID> chain) {
    return TestEvents.occurrence(
        TestEvents.accepted(TYPE, "one", "{}").behind(chain), TestEvents.ACCEPTED_AT);
  }

  private static UUID brakeId(Map<String, Object> brake, String customer) {
    var event = TestEvents.occurrence(TYPE, "{\"customer\":" + customer + "}");
    return asked(started(brake(brake), event)).terms().brake();
  }

  private static StartAsked asked(Decision.Started started) {
    return StartAsked.read(started.message().headers(), started.message().value());
  }

  private static Decision.Started started(Map<String, Object> more, Occurrence event) {
    return (Decision.Started) decide(rule(more), event);
  }

  private static Decision decide(Rule rule, Occurrence event) {
    return Evaluation.decide(RuleBook.of(List.of(rule)), event).getFirst();
  }

  private static Map<String, Object> brake(Map<String, Object> brake) {
    return Map.of("brake", brake);
  }

  private static Rule rule(Map<String, Object> more) {
    return TestRules.rule(TestRules.published("r", spec(more)));
  }

  private static Map<String, @Nullable Object> spec(Map<String, Object> more) {
    var spec = new java.util.HashMap<String, @Nullable Object>(more);
    spec.put("on", List.of(TYPE));
    spec.put(
        "then", List.of(Map.of("id", "a", "uses", "log.write@1", "with", Map.of("message", "hi"))));
    return spec;
  }
}
