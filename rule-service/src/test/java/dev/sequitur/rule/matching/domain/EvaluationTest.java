package dev.sequitur.rule.matching.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sequitur.contracts.Ids;
import dev.sequitur.contracts.PerformActions;
import dev.sequitur.contracts.UnreadableException;
import dev.sequitur.contracts.Wire;
import dev.sequitur.rule.catalog.TestRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvaluationTest {

  private static final String TYPE = "com.example.order";

  @Test
  void idsAreDerivedFromRuleEventAndStep() {
    var event = TestEvents.occurrence(TYPE, "{\"id\":\"o-1\"}");
    var started = (Decision.Started) decideOne(rule("r", 2, "${data.id}"), event);

    var run = Ids.run("default", TestRules.uid("r"), event.event().id(), 0);
    assertThat(started.command().runId()).isEqualTo(run);
    assertThat(started.command().actions().get(0).commandId()).isEqualTo(Ids.command(run, "a0", 0));
    assertThat(started.command().actions().get(1).commandId()).isEqualTo(Ids.command(run, "a1", 0));
    assertThat(started.command().decidedAt()).isEqualTo(TestEvents.ACCEPTED_AT);
    assertThat(started.message().key()).isEqualTo(run.toString());
  }

  @Test
  void aRejectionNamesTheRunThatCouldNotStart() {
    var event = TestEvents.occurrence(TYPE, "{}");
    var failed = (Decision.Failed) decideOne(rule("r", 1, "${data.id}"), event);

    assertThat(failed.rejection().runId())
        .isEqualTo(Ids.run("default", TestRules.uid("r"), event.event().id(), 0));
    assertThat(failed.rejection().detail()).startsWith("a0/message: ");
    assertThat(failed.rejection().event()).isEqualTo(event.reference());
  }

  @Test
  void aCommandThatIsTooLargeIsRejected() {
    var text = "x".repeat(40_000);
    var event = TestEvents.occurrence(TYPE, "{\"text\":\"" + text + "\"}");

    assertThat(decideOne(rule("fits", 26, "${data.text}"), event))
        .isInstanceOf(Decision.Started.class);
    assertThat(decideOne(rule("large", 27, "${data.text}"), event))
        .isInstanceOfSatisfying(
            Decision.Failed.class,
            failed -> assertThat(failed.rejection().code()).isEqualTo("COMMAND_TOO_LARGE"));
  }

  @Test
  void whateverStartsCanBeReadByTheReaders() {
    for (int depth = 1; depth <= 64; depth++) {
      var event = TestEvents.occurrence(TYPE, "[".repeat(depth) + "]".repeat(depth));
      switch (decideOne(body("${data}"), event)) {
        case Decision.Started(_, var command, var message) ->
            assertThat(Wire.read(message.value(), PerformActions.class).runId())
                .isEqualTo(command.runId());
        case Decision.Failed(_, var rejection) -> {
          assertThat(rejection.code()).isEqualTo("COMMAND_NOT_WRITABLE");
          assertThat(depth).isGreaterThan(58);
        }
        case Decision other -> throw new AssertionError(other);
      }
    }
  }

  @Test
  void constantArgumentsAreRenderedOnce() {
    var rule = rule("r", 1, "hello");
    var first = (Decision.Started) decideOne(rule, TestEvents.occurrence(TYPE, "1"));
    var second = (Decision.Started) decideOne(rule, TestEvents.occurrence(TYPE, "2"));

    assertThat(first.command().actions().getFirst().with())
        .isSameAs(second.command().actions().getFirst().with());
  }

  @Test
  void dataThatIsNoJsonIsUnreadable() {
    for (var bad :
        new String[] {
          "", "{", "{} {}", "nul", "[".repeat(65) + "]".repeat(65), "{\"a\":1,\"a\":2}"
        }) {
      assertThatThrownBy(() -> TestEvents.occurrence(TYPE, bad))
          .as(bad)
          .isInstanceOf(UnreadableException.class);
    }
  }

  private static Decision decideOne(Rule rule, Occurrence event) {
    var decisions = Evaluation.decide(RuleBook.of(List.of(rule)), event);
    assertThat(decisions).hasSize(1);
    return decisions.getFirst();
  }

  private static Rule rule(String name, int actions, String message) {
    var then = new ArrayList<Object>();
    for (int i = 0; i < actions; i++) {
      then.add(Map.of("id", "a" + i, "uses", "log.write@1", "with", Map.of("message", message)));
    }
    return TestRules.rule(TestRules.published(name, Map.of("on", List.of(TYPE), "then", then)));
  }

  private static Rule body(String body) {
    var then =
        Map.of(
            "id",
            "post",
            "uses",
            "http.request@1",
            "with",
            Map.of("url", "http://a.example", "body", body));
    return TestRules.rule(
        TestRules.published("r", Map.of("on", List.of(TYPE), "then", List.of(then))));
  }
}
