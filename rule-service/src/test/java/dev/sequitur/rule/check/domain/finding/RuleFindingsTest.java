package dev.sequitur.rule.check.domain.finding;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.kit.definition.Documents;
import dev.sequitur.rule.catalog.TestRules;
import dev.sequitur.rule.check.domain.CaseEvent;
import dev.sequitur.rule.check.domain.finding.Finding.Kind;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleFindingsTest {

  private static final String LOG = "[{ id: x, uses: log.write@1, with: { message: hi } }]";
  private static final String PUT =
      "[{ id: x, uses: http.request@1, with: { method: put, url: 'http://h/${data.id}', body: VALUE } }]";
  private static final String KEYED =
      "[{ id: x, uses: kafka.publish@1, with: { topic: t, key: '${data.id}', value: VALUE } }]";

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      textBlock =
          """
          data.a > 5 && data.a < 5                                ; ALWAYS_FALSE
          data.a > 5 && data.a < 6 && data.a != 5.5               ;
          data.a == "x" && data.a == "y"                          ; ALWAYS_FALSE
          data.a in ["x", "y"] && !(data.a in ["x", "y", "z"])    ; ALWAYS_FALSE
          data.a > 9223372036854775806 && data.a < 9223372036854775807 ; ALWAYS_FALSE
          data.a > 1 && data.a == "x"                             ; ALWAYS_FALSE
          data.a == 1 && data.a.b == 2                            ; ALWAYS_FALSE
          !has(data.a) && data.a == 1                             ; ALWAYS_FALSE
          data.a.startsWith("ab") && data.a < "ab"                ; ALWAYS_FALSE
          data.a.startsWith("ab") && data.a.startsWith("b")       ; ALWAYS_FALSE
          event.type == "other"                                   ; ALWAYS_FALSE
          event.hops < 0                                          ; ALWAYS_FALSE
          data.a == null && data.a != null                        ; ALWAYS_FALSE
          false                                                   ; ALWAYS_FALSE
          data.s.matches("x") && data.a > 2 && data.a < 1         ; ALWAYS_FALSE
          true                                                    ; ALWAYS_TRUE
          event.type == "order"                                   ; ALWAYS_TRUE
          event.hops >= 0                                         ; ALWAYS_TRUE
          has(event.subject) || !has(event.subject)               ; ALWAYS_TRUE
          has(data.a) || !has(data.a)                             ; NEVER_FALSE
          data.a > 5 || data.a <= 5                               ; NEVER_FALSE
          data.a != 1 || data.a != 2                              ; NEVER_FALSE
          data.a > 5                                              ;
          """)
  void aRuleAlone(String when, @Nullable String expected) throws IOException {
    var report = report(rule("one", "[order]", when, LOG));
    assertThat(report.items().stream().map(one -> one.kind().name()).toList())
        .isEqualTo(expected == null ? List.of() : List.of(expected));
    assertThat(report.unknown()).isEmpty();
  }

  @ParameterizedTest(name = "{0} / {1}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      textBlock =
          """
          data.a > 5                          ; data.a > 5                             ; DUPLICATE
          data.a > 5 && data.b == 1           ; data.b == 1 && 5 < data.a              ; DUPLICATE
          data.a in [1, 2]                    ; data.a == 1 || data.a == 2.0       ; DUPLICATE
          data.a > 5                          ; data.a > 4                             ; SHADOWED a b
          data.a > 4                          ; data.a > 5                             ; SHADOWED b a
          data.a == "x"                       ; data.a.startsWith("x")                 ; SHADOWED a b
          data.a == 1                         ; has(data.a)                            ; SHADOWED a b
          data.a.b == 1                       ; has(data.a)                            ; SHADOWED a b
          data.a > 5                          ; data.a > 5 || data.b == 1          ; SHADOWED a b
          data.a != 1                         ; !(data.a == 1)                         ; DUPLICATE
          data.a != 1                         ; has(data.a)                            ; SHADOWED a b
          has(data.a)                         ; data.a != 1                            ; SHADOWED b a
          data.a > 5                          ; data.a < 9                             ;
          data.a > 5                          ; data.b > 5                             ;
          data.s.matches("x") && data.a > 5   ; data.s.matches("x") && data.a > 4      ;
          """)
  void twoRulesThatDoTheSame(String one, String other, @Nullable String expected)
      throws IOException {
    var rules = List.of(rule("a", "[order]", one, LOG), rule("b", "[order]", other, LOG));
    var report = RuleFindings.of(rules, Set.of());
    assertThat(report.items().stream().map(RuleFindingsTest::said).toList())
        .isEqualTo(expected == null ? List.of() : List.of(withNames(expected)));
    report.items().forEach(finding -> assertShownBy(finding, rules));
  }

  @Test
  void rulesOfDifferentTypesOrActionsShadowNothing() throws IOException {
    var other = "[{ id: x, uses: log.write@1, with: { message: other } }]";
    assertThat(
            report(rule("a", "[order]", "data.a > 5", LOG), rule("b", "[bill]", "data.a > 4", LOG))
                .items())
        .isEmpty();
    assertThat(
            report(
                    rule("a", "[order]", "data.a > 5", LOG),
                    rule("b", "[order]", "data.a > 4", other))
                .items())
        .isEmpty();
    assertThat(
            report(
                    rule("a", "[x.order]", "data.a > 5", LOG),
                    rule("b", "['x.*']", "data.a > 4", LOG))
                .items())
        .extracting(Finding::kind)
        .containsExactly(Kind.SHADOWED);
  }

  @ParameterizedTest(name = "{0} {1} / {2} {3}")
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          PUT   ; data.a > 5 ; PUT   ; data.a < 9 ; CONTRADICTING
          KEYED ; data.a > 5 ; KEYED ; data.a < 9 ; CONTRADICTING
          PUT   ; data.a > 5 ; PUT   ; data.a < 5 ;
          PUT   ; data.a > 5 ; KEYED ; data.a < 9 ;
          """)
  void twoRulesThatSetOneThing(
      String oneThen, String one, String otherThen, String other, @Nullable String expected)
      throws IOException {
    var rules =
        List.of(
            rule("a", "[order]", one, setting(oneThen, "one")),
            rule("b", "[order]", other, setting(otherThen, "two")));
    var report = RuleFindings.of(rules, Set.of());
    assertThat(report.items().stream().map(one_ -> one_.kind().name()).toList())
        .isEqualTo(expected == null ? List.of() : List.of(expected));
    report.items().forEach(finding -> assertShownBy(finding, rules));
  }

  @Test
  void settingTheSameValueContradictsNothing() throws IOException {
    assertThat(
            report(
                    rule("a", "[order]", "data.a > 5", setting("PUT", "one")),
                    rule("b", "[order]", "data.b < 9", setting("PUT", "one")))
                .items())
        .isEmpty();
  }

  @Test
  void rulesThatFeedEachOtherAreALoopWithTheEventThatGoesRound() throws IOException {
    var report =
        report(
            rule("a", "[ping]", "data.n > 1", emit("pong", "${data}")),
            rule("b", "[pong]", "data.n > 2", emit("relay", "${data}")),
            rule("c", "[relay]", "data.n > 3", emit("ping", "${data}")),
            rule("d", "[pong]", "data.n > 2", emit("nobody", "${data}")));
    assertThat(report.items()).hasSize(1);
    var loop = report.items().getFirst();
    assertThat(loop.kind()).isEqualTo(Kind.LOOP);
    assertThat(loop.rules()).containsExactly("a", "b", "c");
    assertThat(Objects.requireNonNull(loop.event()).type()).isEqualTo("ping");
    assertThat(loop.event().hops()).isPositive();
  }

  @Test
  void aRuleThatFeedsItselfIsALoopIfItLetsItsOwnEventsPass() throws IOException {
    var loop = report(rule("a", "['x.*']", "has(data.n)", emit("x.y", "${data}"))).items();
    assertThat(loop).extracting(Finding::kind).containsExactly(Kind.LOOP);
    assertThat(loop.getFirst().detail()).startsWith("With this event it goes round");
    assertThat(report(rule("a", "['x.*']", "event.hops == 0", emit("x.y", "${data}"))).items())
        .isEmpty();
    assertThat(
            report(rule("a", "['x.*']", "event.source != \"/Rule/a\"", emit("x.y", "${data}")))
                .items())
        .isEmpty();
    assertThat(report(rule("a", "['x.*']", "has(data.n)", emit("x.${data.t}", "1"))).items())
        .extracting(Finding::detail)
        .containsExactly(
            "Each can match what the one before emits. Whether it goes round depends on the data.");
  }

  @Test
  void whatIsNotUnderstoodIsSaidToBeUnknown() throws IOException {
    var report = report(rule("a", "[order]", "data.s.matches(\"^[0-9]{40}$\")", LOG));
    assertThat(report.items()).isEmpty();
    assertThat(report.unknown()).extracting(Unknown::kind).containsExactly(Kind.ALWAYS_FALSE);
    assertThat(report.complete()).isTrue();
  }

  @Test
  void typesThatNobodyMakesOrDeclaresAreNamed() throws IOException {
    var origins =
        new Origins(
            List.of(
                new Origins.Origin("Trigger shop", MadeType.of("com.shop.${body.kind}")),
                new Origins.Origin("EventType bill", MadeType.of("com.bill.sent"))));
    var rules =
        List.of(
            rule("declared", "[com.bill.sent]", "data.a > 1", LOG),
            rule("misspelt", "[com.bill.sent, com.bil.sent]", "data.a > 1", LOG),
            rule("below", "['com.bil.*']", "data.a > 1", LOG),
            rule("computed", "[com.shop.order]", "data.a > 1", LOG),
            rule("all", "['*']", "data.a > 1", LOG),
            rule("own", "[dev.sequitur.trigger.quiet]", "data.a > 1", LOG),
            rule("emitted", "[ping]", "data.a > 1", LOG),
            rule("emitting", "[com.bill.sent]", "data.b > 1", emit("ping", "1")));
    var report = RuleFindings.of(rules, Set.of(), origins);
    assertThat(report.items())
        .filteredOn(one -> one.kind() == Kind.TYPE_NEVER_MADE)
        .extracting(one -> one.rules().getFirst() + ": " + one.detail())
        .containsExactly(
            "misspelt: No trigger or emit@1 makes, and no event type declares, events of com.bil.sent.",
            "below: No trigger or emit@1 makes, and no event type declares, events of com.bil.*.");
    assertThat(report.unknown())
        .containsExactly(
            new Unknown(
                Kind.TYPE_NEVER_MADE,
                List.of("computed"),
                "Trigger shop gives its events a type by an expression, which may be com.shop.order"));
    assertThat(RuleFindings.of(rules, Set.of("declared"), origins).items())
        .extracting(Finding::kind)
        .doesNotContain(Kind.TYPE_NEVER_MADE);
  }

  @Test
  void loopsAboutOneRuleAreThoseThatLeadThroughIt() throws IOException {
    var rules =
        List.of(
            rule("a", "[ping]", "data.n > 1", emit("pong", "${data}")),
            rule("b", "[pong]", "data.n > 1", emit("ping", "${data}")),
            rule("c", "[other]", "data.n > 1", emit("ping", "${data}")));
    for (var name : List.of("a", "b")) {
      assertThat(RuleFindings.of(rules, Set.of(name)).items())
          .extracting(Finding::kind)
          .containsExactly(Kind.LOOP);
    }
    assertThat(RuleFindings.of(rules, Set.of("c")).items()).isEmpty();
  }

  @Test
  void findingsAboutOneRuleLeaveTheOthersAlone() throws IOException {
    var rules =
        List.of(
            rule("a", "[order]", "false", LOG),
            rule("b", "[order]", "data.a > 5", LOG),
            rule("c", "[order]", "data.a > 4", LOG));
    assertThat(RuleFindings.of(rules, Set.of("c")).items())
        .extracting(RuleFindingsTest::said)
        .containsExactly("SHADOWED [b, c]");
  }

  @Test
  void hostileConditionsAreGivenUpWithinTheirSteps() throws IOException {
    var hard = new StringBuilder("data.x0 == 1");
    for (int i = 0; i < 40; i++) {
      hard.append(
          " && (data.x%d == 1 || data.x%d == 2 || data.x%d > 7)".formatted(i, i + 1, i + 2));
    }
    var rules =
        List.of(
            rule("a", "[order]", hard + " && data.x41 != 1 && data.x41 != 2 && data.x40 == 3", LOG),
            rule("b", "[order]", hard + " && data.z == 1", LOG));
    var report = RuleFindings.of(rules, Set.of());
    assertThat(report.unknown().size() + report.items().size()).isLessThan(6);
  }

  private static void assertShownBy(Finding finding, List<Subject> rules) {
    var event = Objects.requireNonNull(finding.event());
    var given =
        new CaseEvent(
            event.type(),
            event.source(),
            event.subject(),
            event.key(),
            null,
            event.hops(),
            event.data(),
            event.now());
    assertThat(Inquiry.matching(rules, given)).isEqualTo(Set.copyOf(finding.rules()));
  }

  private static String said(Finding finding) {
    return finding.kind() + " " + finding.rules();
  }

  private static String withNames(String expected) {
    var words = expected.split(" ", -1);
    return words[0] + " " + (words.length == 1 ? "[a, b]" : List.of(words[1], words[2]));
  }

  private static String setting(String then, String value) {
    return (then.equals("PUT") ? PUT : KEYED).replace("VALUE", "{ state: " + value + " }");
  }

  private static String emit(String type, String data) {
    return "[{ id: e, uses: emit@1, with: { type: '" + type + "', data: '" + data + "' } }]";
  }

  private static Report report(Subject... rules) {
    return RuleFindings.of(List.of(rules), Set.of());
  }

  @SuppressWarnings("unchecked")
  private static Subject rule(String name, String on, String when, String then) throws IOException {
    var yaml = "on: " + on + "\nthen: " + then + "\n";
    var spec =
        new java.util.LinkedHashMap<>(
            (Map<String, @Nullable Object>)
                Objects.requireNonNull(Documents.one("yaml", yaml.getBytes(UTF_8))));
    spec.put("when", when);
    var rule = TestRules.rule(TestRules.published(name, spec));
    return Subject.of(rule, when, spec);
  }
}
