package dev.sequitur.rule.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.kit.definition.Bundle;
import dev.sequitur.kit.definition.Documents;
import dev.sequitur.kit.definition.Manifest;
import dev.sequitur.kit.problem.Violation;
import dev.sequitur.rule.check.domain.CaseResult;
import dev.sequitur.rule.check.domain.Coverage;
import dev.sequitur.rule.check.domain.TestRun;
import dev.sequitur.rule.condition.GivenBooks;
import dev.sequitur.rule.condition.NamesCheck;
import dev.sequitur.rule.eventtype.EventTypes;
import dev.sequitur.rule.eventtype.TypedRules;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleCasesTest {

  private static final String RULE =
      """
      on: [com.example.order]
      when: data.amount > 100 && (data.tier == "gold" || condition("vip"))
      validFrom: 2026-01-01T00:00:00Z
      validUntil: 2027-01-01T00:00:00Z
      then:
        - { id: tell, uses: log.write@1, with: { message: "${data.id}: ${data.amount}", level: warn } }
        - { id: call, uses: http.request@1, with: { url: "http://127.0.0.1/x", body: { n: "${data.amount}", tags: [a, "${data.tier}"] } } }
      tests:
        - CASE
      """;

  private static final Bundle ALONE = new Bundle("shop", List.of());
  private static final NamesCheck NAMES =
      new NamesCheck(new GivenBooks(Map.of("vip", "data.vip == true")));
  private static final ActionCatalogue ACTIONS = new ActionCatalogue();

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          event: { data: { id: 1, amount: 101, tier: gold } }, expect: matched
          event: { data: { id: 1, amount: 101, tier: x, vip: true } }, expect: matched
          event: { data: { id: 1, amount: 100, tier: gold } }, expect: unmatched
          event: { data: { amount: 100, tier: gold } }, expect: { matched: false }
          event: { data: { tier: gold } }, expect: unmatched
          event: { data: { tier: gold } }, expect: { code: EXPRESSION_FIELD_MISSING }
          event: {}, expect: { matched: false, code: EXPRESSION_FIELD_MISSING }
          event: { data: null }, expect: { code: EXPRESSION_FIELD_MISSING }
          event: { type: com.example.other }, expect: { code: RULE_TYPE_NOT_NAMED }
          now: 2027-01-01T00:00:00Z, event: { data: { id: 1, amount: 101, tier: gold } }, expect: { code: RULE_NOT_VALID }
          event: { data: { amount: 101, tier: gold } }, expect: { code: EXPRESSION_FIELD_MISSING, matched: false }
          event: { data: { id: o-1, amount: 101, tier: gold } }, expect: { matched: true, actions: { tell: { with: { message: "o-1: 101" } } } }
          event: { data: { id: o-1, amount: 101, tier: gold } }, expect: { actions: { call: { with: { body: { n: 101.0, tags: [a, gold] } } } } }
          """)
  void aCaseThatSaysWhatHappensPasses(String given) throws IOException {
    assertThat(check(given)).isEmpty();
    assertThat(run(given).cases()).extracting(CaseResult::passed).containsExactly(true);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          event: { data: { amount: 9, tier: gold } }, expect: matched                                | /expect       | expected matched, was unmatched
          event: { data: { tier: gold } }, expect: matched                                           | /expect       | expected matched, was unmatched (EXPRESSION_FIELD_MISSING)
          event: { type: a.b }, expect: matched                                                      | /expect       | expected matched, was unmatched (RULE_TYPE_NOT_NAMED)
          event: { data: { id: 1, amount: 101, tier: gold } }, expect: unmatched                     | /expect       | expected unmatched, was matched
          event: { data: { amount: 101, tier: gold } }, expect: matched                              | /expect       | expected matched, was rejected (EXPRESSION_FIELD_MISSING)
          now: 2020-01-01T00:00:00Z, event: { data: { id: 1, amount: 101, tier: gold } }, expect: matched | /expect  | expected matched, was suppressed (RULE_NOT_VALID)
          event: { data: { id: 1, amount: 9, tier: gold } }, expect: { code: EXPRESSION_TYPE }       | /expect/code  | expected another code, was unmatched
          event: { data: { id: 1, amount: 101, tier: gold } }, expect: { actions: { tell: { with: { message: x } } } } | /expect/actions/tell/with/message | another value was seen
          event: { data: { id: 1, amount: 101, tier: gold } }, expect: { actions: { tell: { with: { mesage: x } } } } | /expect/actions/tell/with/mesage | nothing was seen here
          event: { data: { id: 1, amount: 101, tier: gold } }, expect: { actions: { call: { with: { body: { n: 102 } } } } } | /expect/actions/call/with/body/n | another number was seen
          event: { data: { id: 1, amount: 101, tier: gold } }, expect: { actions: { call: { with: { body: { tags: [a] } } } } } | /expect/actions/call/with/body/tags | another value was seen
          """)
  void aCaseThatSaysOtherwiseFailsAtThePlaceWhereItParts(
      String given, String pointer, String detail) throws IOException {
    assertThat(check(given))
        .containsExactly(new Violation("/spec/tests/0" + pointer, "RULE_TEST_FAILED", detail));
    assertThat(run(given).failed()).isEqualTo(1);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          expect: matched                                        | /event                        | RULE_FIELD_MISSING
          event: {}                                              | /expect                       | RULE_FIELD_MISSING
          event: 5, expect: matched                              | /event                        | RULE_FIELD_TYPE
          event: { dta: {} }, expect: matched                    | /event/dta                    | RULE_FIELD_UNKNOWN
          event: { hops: -1 }, expect: matched                   | /event/hops                   | RULE_VALUE_OUT_OF_RANGE
          event: { time: noon }, expect: matched                 | /event/time                   | RULE_VALUE_MALFORMED
          event: {}, now: noon, expect: matched                  | /now                          | RULE_VALUE_MALFORMED
          event: {}, expect: maybe                               | /expect                       | RULE_VALUE_MALFORMED
          event: {}, expect: true                                | /expect                       | RULE_VALUE_MALFORMED
          event: {}, expect: {}                                  | /expect                       | RULE_VALUE_MALFORMED
          event: {}, expect: { matched: yes please }             | /expect/matched               | RULE_FIELD_TYPE
          event: {}, expect: { cod: X, matched: true }           | /expect/cod                   | RULE_FIELD_UNKNOWN
          event: {}, expect: { actions: { tel: { with: {} } } }  | /expect/actions/tel           | RULE_FIELD_UNKNOWN
          event: {}, expect: { actions: { tell: {} } }           | /expect/actions/tell/with     | RULE_FIELD_MISSING
          event: {}, expect: { actions: { tell: { with: 5 } } }  | /expect/actions/tell/with     | RULE_FIELD_TYPE
          event: {}, expect: { matched: false, actions: {} }     | /expect/actions               | RULE_VALUE_MALFORMED
          event: {}, expect: matched, then: x                    | /then                         | RULE_FIELD_UNKNOWN
          """)
  void aCaseThatIsNoneIsRefusedAtItsPlace(String given, String pointer, String code)
      throws IOException {
    assertThat(check(given))
        .extracting(Violation::pointer, Violation::code)
        .contains(org.assertj.core.groups.Tuple.tuple("/spec/tests/0" + pointer, code));
  }

  @Test
  void namesOfCasesStandOnceAndThereAreNotTooMany() throws IOException {
    var spec = spec("event: {}, expect: unmatched");
    var one = ((List<?>) spec.getOrDefault("tests", List.of())).getFirst();
    spec.put("tests", List.of(one, one));
    assertThat(check(spec))
        .extracting(Violation::pointer, Violation::code)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("/spec/tests/1/name", "RULE_VALUE_DUPLICATE"));
    spec.put("tests", java.util.Collections.nCopies(CaseReader.MOST_CASES + 1, one));
    assertThat(check(spec)).extracting(Violation::pointer).containsExactly("/spec/tests");
  }

  @Test
  void aRuleForManyTypesHasCasesThatNameTheirs() throws IOException {
    var spec = spec("event: {}, expect: unmatched");
    spec.put("on", List.of("com.example.*"));
    assertThat(check(spec))
        .extracting(Violation::pointer, Violation::code)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("/spec/tests/0/event/type", "RULE_FIELD_MISSING"));
  }

  @Test
  void coverageNamesWhatNoCaseHasShown() throws IOException {
    assertThat(
            run("event: { data: { id: 1, amount: 101, tier: gold } }, expect: matched").coverage())
        .containsExactly(
            new Coverage.Part("data.amount > 100", 1, 0, 0, List.of("neverFalse")),
            new Coverage.Part("data.tier == \"gold\"", 1, 0, 0, List.of("neverFalse")),
            new Coverage.Part("data.vip == true", 0, 0, 1, List.of("neverTrue", "neverFalse")));
  }

  private static TestRun run(String given) throws IOException {
    return switch (new RuleDrafts(ACTIONS, NAMES).read(manifest(spec(given)), ALONE)) {
      case RuleDrafts.Ready(var rule, var cel, var cases) -> TestRun.of(rule, cel, cases);
      case RuleDrafts.Faulty(var errors) -> throw new AssertionError(errors.toString());
    };
  }

  private static List<Violation> check(String given) throws IOException {
    return check(spec(given));
  }

  private static List<Violation> check(Map<String, @Nullable Object> spec) {
    return new RuleKind(ACTIONS, NAMES, new TypedRules(new EventTypes(), new GivenBooks(Map.of())))
        .check(manifest(spec), ALONE);
  }

  private static Manifest manifest(Map<String, @Nullable Object> spec) {
    return new Manifest(
        Manifest.API_VERSION,
        "Rule",
        new Manifest.Metadata("big-order", null, Map.of(), null),
        spec);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, @Nullable Object> spec(String given) throws IOException {
    var yaml = RULE.replace("CASE", "{ name: one, " + given + " }");
    return (Map<String, @Nullable Object>)
        java.util.Objects.requireNonNull(Documents.one("yaml", yaml.getBytes(UTF_8)));
  }
}
