package dev.sequitur.rule.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.kit.definition.Bundle;
import dev.sequitur.kit.definition.Manifest;
import dev.sequitur.kit.problem.Violation;
import dev.sequitur.rule.catalog.ActionCatalogue;
import dev.sequitur.rule.catalog.RuleDrafts;
import dev.sequitur.rule.catalog.RuleKind;
import dev.sequitur.rule.check.domain.CaseEvent;
import dev.sequitur.rule.check.domain.Expected;
import dev.sequitur.rule.check.domain.UnitCase;
import dev.sequitur.rule.check.domain.finding.RuleFindings;
import dev.sequitur.rule.check.domain.finding.Subject;
import dev.sequitur.rule.condition.GivenBooks;
import dev.sequitur.rule.condition.NamesCheck;
import dev.sequitur.rule.eventtype.EventTypes;
import dev.sequitur.rule.eventtype.TypedRules;
import dev.sequitur.rule.template.domain.Parameter;
import dev.sequitur.rule.template.domain.ParameterType;
import dev.sequitur.rule.template.domain.RuleTemplate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RuleTemplatesTest {

  private static final RuleTemplates TEMPLATES = new RuleTemplates();
  private static final Bundle ALONE = new Bundle("default", List.of());
  private static final NamesCheck NAMES = new NamesCheck(new GivenBooks(Map.of()));
  private static final ActionCatalogue ACTIONS = new ActionCatalogue();

  private static final List<String> HOSTILE =
      List.of(
          "\" || true || \"",
          "' || true || '",
          "x\") || (\"\" == \"",
          "${data.secret}",
          "${1 + 1}",
          "$${data.secret}",
          "data.secret",
          "parameters.limit",
          "{parameter: limit}",
          "true",
          "1 || true",
          "condition(\"vip\")",
          "\\",
          "\\\"",
          "a\nb\r\nc",
          "\u0001\u2028",
          "{{7*7}}",
          "<script>alert(1)</script>",
          "'; DROP TABLE definitions; --",
          "//");

  static Stream<String> names() {
    return TEMPLATES.all().stream().map(RuleTemplate::name);
  }

  @Test
  void thereAreManyAndEachHasCases() {
    assertThat(names()).hasSizeGreaterThanOrEqualTo(12).doesNotHaveDuplicates();
    assertThat(TEMPLATES.all()).allSatisfy(one -> assertThat(one.cases()).isNotEmpty());
  }

  @ParameterizedTest
  @MethodSource("names")
  void aRuleMadeOfItPassesItsCasesAndNothingIsFoundAboutIt(String name) {
    var template = TEMPLATES.find(name).orElseThrow();
    for (var one : template.cases()) {
      var spec = new LinkedHashMap<>(made(template, one.parameters()));
      spec.put("tests", one.tests());
      assertThat(check(spec)).isEmpty();
      var ready = ready(spec);
      assertThat(ready.cases()).isNotEmpty();
      var subject = Subject.of(ready.rule(), ready.cel(), spec);
      assertThat(RuleFindings.of(List.of(subject), Set.of()).items()).isEmpty();
    }
  }

  /** Whatever a text is, it stays a text: the rule asks and says the same as with a plain one. */
  @ParameterizedTest
  @MethodSource("names")
  void noValueBecomesCode(String name) {
    var template = TEMPLATES.find(name).orElseThrow();
    for (var parameter : template.parameters()) {
      for (var hostile : HOSTILE) {
        var values = new HashMap<>(template.cases().getFirst().parameters());
        values.put(parameter.name(), value(parameter, hostile));
        switch (template.with(values, Map.of())) {
          case RuleTemplate.Refused(var errors) ->
              assertThat(errors)
                  .extracting(Violation::pointer)
                  .containsExactly("/parameters/" + parameter.name());
          case RuleTemplate.Spec(var spec) -> assertHarmless(template, parameter, spec);
        }
      }
    }
  }

  /** A condition has as many parts as with plain values, and no event matches that did not. */
  private static void assertHarmless(
      RuleTemplate template, Parameter parameter, Map<String, @Nullable Object> spec) {
    // A message may hold expressions, and any path is a field.
    var mayAsk = List.of(ParameterType.MESSAGE, ParameterType.FIELD).contains(parameter.type());
    if (mayAsk || !check(spec).isEmpty()) {
      return;
    }
    var plain = ready(made(template, template.cases().getFirst().parameters()));
    var altered = ready(spec);
    assertThat(operators(altered.cel())).isEqualTo(operators(plain.cel()));
    assertThat(decision(altered)).isEqualTo(decision(plain));
  }

  private static String operators(@Nullable String cel) {
    return Objects.requireNonNull(cel)
        .replaceAll("\"(\\\\.|[^\"\\\\])*\"", "text")
        .replaceAll("\\[(text(, )?)+]", "texts");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          threshold        | limit    | x              | RULE_PARAMETER_INVALID
          threshold        | limit    |                | RULE_PARAMETER_MISSING
          threshold        | operator | eq             | RULE_PARAMETER_INVALID
          threshold        | field    | data.a == 1    | RULE_PARAMETER_INVALID
          threshold        | field    | now            | RULE_PARAMETER_INVALID
          threshold        | type     | a b            | RULE_PARAMETER_INVALID
          threshold        | limits   | 5              | RULE_PARAMETER_UNKNOWN
          threshold        | a/b      | 5              | RULE_PARAMETER_UNKNOWN
          stale-data       | age      | 15             | RULE_PARAMETER_INVALID
          stale-data       | age      | 15m && true    | RULE_PARAMETER_INVALID
          on-block-list    | blocked  | mallory        | RULE_PARAMETER_INVALID
          """)
  void aWrongValueIsRefusedAtItsPlace(
      String name, String parameter, @Nullable String value, String code) {
    var template = TEMPLATES.find(name).orElseThrow();
    var values = new HashMap<>(template.cases().getFirst().parameters());
    if (value == null) {
      values.remove(parameter);
    } else {
      values.put(parameter, value);
    }
    assertThat(template.with(values, Map.of()))
        .isEqualTo(
            new RuleTemplate.Refused(
                List.of(
                    new Violation(
                        "/parameters/" + parameter.replace("/", "~1"),
                        code,
                        ((RuleTemplate.Refused) template.with(values, Map.of()))
                            .errors()
                            .getFirst()
                            .detail()))));
  }

  @Test
  void numbersKeepWithinTheirBoundsAndAllMistakesAreToldAtOnce() {
    var template = TEMPLATES.find("outside-business-hours").orElseThrow();
    var made = template.with(Map.of("from", 24, "until", 0, "zone", 5), Map.of());
    assertThat(((RuleTemplate.Refused) made).errors())
        .extracting(Violation::pointer)
        .containsExactly(
            "/parameters/type", "/parameters/zone", "/parameters/from", "/parameters/until");
  }

  @Test
  void overridesReplaceWhatTheyName() {
    var template = TEMPLATES.find("threshold").orElseThrow();
    var then = List.of(Map.of("id", "x", "uses", "log.write@1", "with", Map.of("message", "hi")));
    var overrides = new HashMap<String, @Nullable Object>();
    overrides.put("then", then);
    overrides.put("validFrom", "2026-01-01T00:00:00Z");
    overrides.put("when", null);
    var spec =
        ((RuleTemplate.Spec) template.with(template.cases().getFirst().parameters(), overrides))
            .spec();
    assertThat(spec)
        .containsEntry("then", then)
        .containsEntry("validFrom", "2026-01-01T00:00:00Z")
        .containsKey("on")
        .doesNotContainKey("when");
  }

  private static Object value(Parameter parameter, String hostile) {
    return parameter.type() == ParameterType.TEXTS ? List.of("a", hostile) : hostile;
  }

  /** What the rule makes of an event of its type without data, on a Monday at noon. */
  private static String decision(RuleDrafts.Ready ready) {
    var noon = Instant.parse("2026-01-05T12:00:00Z");
    var event = CaseEvent.of(ready.rule().on().getFirst(), Map.of(), noon);
    return new UnitCase("x", event, Expected.MATCHED).run(ready.rule()).seen().decision();
  }

  private static Map<String, @Nullable Object> made(
      RuleTemplate template, Map<String, @Nullable Object> values) {
    return switch (template.with(values, Map.of())) {
      case RuleTemplate.Spec(var spec) -> spec;
      case RuleTemplate.Refused(var errors) -> throw new AssertionError(errors.toString());
    };
  }

  private static RuleDrafts.Ready ready(Map<String, @Nullable Object> spec) {
    return switch (new RuleDrafts(ACTIONS, NAMES).read(manifest(spec), ALONE)) {
      case RuleDrafts.Ready ready -> ready;
      case RuleDrafts.Faulty(var errors) -> throw new AssertionError(errors.toString());
    };
  }

  private static List<Violation> check(Map<String, @Nullable Object> spec) {
    return new ArrayList<>(
        new RuleKind(ACTIONS, NAMES, new TypedRules(new EventTypes(), new GivenBooks(Map.of())))
            .check(manifest(spec), ALONE));
  }

  private static Manifest manifest(Map<String, @Nullable Object> spec) {
    return new Manifest(
        Manifest.API_VERSION, "Rule", new Manifest.Metadata("made", null, Map.of(), null), spec);
  }
}
