package dev.sequitur.rule.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.kit.definition.Bundle;
import dev.sequitur.kit.definition.Documents;
import dev.sequitur.kit.definition.Manifest;
import dev.sequitur.kit.problem.Violation;
import dev.sequitur.rule.condition.GivenBooks;
import dev.sequitur.rule.condition.NamesCheck;
import dev.sequitur.rule.eventtype.EventTypes;
import dev.sequitur.rule.eventtype.TypedRules;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleKindTest {

  private static final String GOOD =
      """
      on: [com.example.order, 'com.example.*', '*']
      when: data.amount > 100
      validFrom: 2026-01-01T00:00:00Z
      validUntil: 2027-01-01T00:00:00Z
      then:
        - id: tell
          uses: http.request@1
          with:
            method: post
            url: "http://127.0.0.1:9999/${data.path}"
            headers: { X-Key: { secret: shop }, X-Count: 3, X-Id: "${data.id}" }
            query: { page: 1, tag: [a, b] }
            body: { id: "${data.id}", list: [1, null, true] }
          delivery: keyed
          retry: { max: 3, backoff: PT2S, cap: PT1M, total: PT30M }
          timeout: PT5S
        - { id: note, uses: log.write@1, with: { message: "${data}", level: WARN } }
      """;

  @Test
  void aGoodRuleHasNoErrors() throws IOException {
    assertThat(check(GOOD)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {}                                                            | /spec/on            | RULE_FIELD_MISSING
          { when: 'true' }                                              | /spec/then          | RULE_FIELD_MISSING
          { on: com.example, then: [T] }                                | /spec/on            | RULE_FIELD_TYPE
          { on: [], then: [T] }                                         | /spec/on            | RULE_VALUE_OUT_OF_RANGE
          { on: [7], then: [T] }                                        | /spec/on/0          | RULE_FIELD_TYPE
          { on: [a, null], then: [T] }                                  | /spec/on/1          | RULE_FIELD_TYPE
          { on: [''], then: [T] }                                       | /spec/on/0          | RULE_VALUE_MALFORMED
          { on: ['com.*.order'], then: [T] }                            | /spec/on/0          | RULE_VALUE_MALFORMED
          { on: ['com*'], then: [T] }                                   | /spec/on/0          | RULE_VALUE_MALFORMED
          { on: ['a b'], then: [T] }                                    | /spec/on/0          | RULE_VALUE_MALFORMED
          { on: [a, a], then: [T] }                                     | /spec/on/1          | RULE_VALUE_DUPLICATE
          { on: [a], when: 5, then: [T] }                               | /spec/when          | RULE_FIELD_TYPE
          { on: [a], when: 'data.amount >', then: [T] }                 | /spec/when          | EXPRESSION_SYNTAX
          { on: [a], when: 'body.amount > 1', then: [T] }               | /spec/when          | EXPRESSION_TYPE
          { on: [a], when: '1 + 1', then: [T] }                         | /spec/when          | EXPRESSION_NOT_BOOLEAN
          { on: [a], when: '', then: [T] }                              | /spec/when          | EXPRESSION_SYNTAX
          { on: [a], when: [5], then: [T] }                             | /spec/when          | RULE_FIELD_TYPE
          { on: [a], when: { all: [{ field: data.a, op: gt }] }, then: [T] } | /spec/when/all/0/value | CONDITION_VALUE_INVALID
          { on: [a], when: { not: { cel: 'data.a >' } }, then: [T] }    | /spec/when/not/cel  | EXPRESSION_SYNTAX
          { on: [a], when: { any: [{ condition: vip }, { condition: gone }] }, then: [T] } | /spec/when/any/1/condition | CONDITION_NOT_FOUND
          { on: [a], when: { cel: 'condition("gone")' }, then: [T] }    | /spec/when/cel      | CONDITION_NOT_FOUND
          { on: [a], when: 'condition("gone") && true', then: [T] }     | /spec/when          | CONDITION_NOT_FOUND
          { on: [a], when: 'condition("self")', then: [T] }             | /spec/when          | CONDITION_CYCLIC
          { on: [a], when: 'condition("huge") && condition("huge")', then: [T] } | /spec/when | CONDITION_TOO_LARGE
          { on: [a], when: 'condition(data.a)', then: [T] }             | /spec/when          | EXPRESSION_REFERENCE
          { on: [a], when: 'condition("vip") > 1', then: [T] }          | /spec/when          | EXPRESSION_TYPE
          { on: [a], then: [{ id: x, uses: log.write@1, with: { message: '${condition("vip")}' } }] } | /spec/then/0/with/message | EXPRESSION_REFERENCE
          { on: [a], then: [] }                                         | /spec/then          | RULE_VALUE_OUT_OF_RANGE
          { on: [a], then: { id: x } }                                  | /spec/then          | RULE_FIELD_TYPE
          { on: [a], then: [5] }                                        | /spec/then/0        | RULE_FIELD_TYPE
          { on: [a], then: [T], extra: 1 }                              | /spec/extra         | RULE_FIELD_UNKNOWN
          { on: [a], then: [T], 'a/b~c': 1 }                            | /spec/a~1b~0c       | RULE_FIELD_UNKNOWN
          { on: [a], then: [T, T] }                                     | /spec/then/1/id     | RULE_VALUE_DUPLICATE
          { on: [a], then: [{ uses: log.write@1, with: M }] }           | /spec/then/0/id     | RULE_FIELD_MISSING
          { on: [a], then: [{ id: '1a', uses: log.write@1, with: M }] } | /spec/then/0/id     | RULE_VALUE_MALFORMED
          { on: [a], then: [{ id: x, with: M }] }                       | /spec/then/0/uses   | RULE_FIELD_MISSING
          { on: [a], then: [{ id: x, uses: log.write@2, with: M }] }    | /spec/then/0/uses   | RULE_ACTION_UNKNOWN
          { on: [a], then: [{ id: x, uses: log.write@1 }] }             | /spec/then/0/with/message | RULE_FIELD_MISSING
          { on: [a], then: [{ id: x, uses: log.write@1, with: 5 }] }    | /spec/then/0/with   | RULE_FIELD_TYPE
          { on: [a], then: [{ id: x, uses: log.write@1, with: { message: 5 } }] }             | /spec/then/0/with/message | RULE_ARGUMENT_INVALID
          { on: [a], then: [{ id: x, uses: log.write@1, with: { message: a, levle: info } }] } | /spec/then/0/with/levle  | RULE_FIELD_UNKNOWN
          { on: [a], then: [{ id: x, uses: log.write@1, with: { message: a, level: loud } }] } | /spec/then/0/with/level  | RULE_ARGUMENT_INVALID
          { on: [a], then: [{ id: x, uses: log.write@1, with: { message: '${data.' } }] }      | /spec/then/0/with/message | EXPRESSION_SYNTAX
          { on: [a], then: [{ id: x, uses: log.write@1, with: { message: '${dat.id}' } }] }    | /spec/then/0/with/message | EXPRESSION_TYPE
          { on: [a], then: [{ id: x, uses: http.request@1, with: { method: GET } }] }          | /spec/then/0/with/url | RULE_FIELD_MISSING
          { on: [a], then: [{ id: x, uses: http.request@1, with: { url: 5 } }] }               | /spec/then/0/with/url | RULE_ARGUMENT_INVALID
          { on: [a], then: [{ id: x, uses: sql.query@1, with: { connection: c, sql: 'SELECT ${data.x}' } }] } | /spec/then/0/with/sql | RULE_ARGUMENT_INVALID
          { on: [a], then: [{ id: x, uses: sql.execute@1, with: { connection: c, sql: '${data.sql}' } }] }    | /spec/then/0/with/sql | RULE_ARGUMENT_INVALID
          { on: [a], then: [{ id: x, uses: http.request@1, with: { url: u, method: FETCH } }] }  | /spec/then/0/with/method | RULE_ARGUMENT_INVALID
          { on: [a], then: [{ id: x, uses: http.request@1, with: { url: u, headers: [a] } }] }   | /spec/then/0/with/headers | RULE_ARGUMENT_INVALID
          { on: [a], then: [{ id: x, uses: http.request@1, with: { url: u, headers: { X: [a] } } }] } | /spec/then/0/with/headers/X | RULE_ARGUMENT_INVALID
          { on: [a], then: [{ id: x, uses: http.request@1, with: { url: u, body: { a: [{ b: '${1 +}' }] } } }] } | /spec/then/0/with/body/a/0/b | EXPRESSION_SYNTAX
          { on: [a], then: [{ id: x, uses: log.write@1, with: M, delivery: often }] }          | /spec/then/0/delivery | RULE_VALUE_MALFORMED
          { on: [a], then: [{ id: x, uses: log.write@1, with: M, timeout: 5s }] }              | /spec/then/0/timeout  | RULE_VALUE_MALFORMED
          { on: [a], then: [{ id: x, uses: log.write@1, with: M, timeout: PT0.099S }] }        | /spec/then/0/timeout  | RULE_VALUE_OUT_OF_RANGE
          { on: [a], then: [{ id: x, uses: log.write@1, with: M, timeout: PT10M1S }] }         | /spec/then/0/timeout  | RULE_VALUE_OUT_OF_RANGE
          { on: [a], then: [{ id: x, uses: log.write@1, with: M, timeout: 5 }] }               | /spec/then/0/timeout  | RULE_FIELD_TYPE
          { on: [a], then: [{ id: x, uses: log.write@1, with: M, retry: { max: 101 } }] }      | /spec/then/0/retry/max | RULE_VALUE_OUT_OF_RANGE
          { on: [a], then: [{ id: x, uses: log.write@1, with: M, retry: { max: -1 } }] }       | /spec/then/0/retry/max | RULE_VALUE_OUT_OF_RANGE
          { on: [a], then: [{ id: x, uses: log.write@1, with: M, retry: { max: 1.5 } }] }      | /spec/then/0/retry/max | RULE_VALUE_OUT_OF_RANGE
          { on: [a], then: [{ id: x, uses: log.write@1, with: M, retry: { backoff: -PT1S } }] } | /spec/then/0/retry/backoff | RULE_VALUE_OUT_OF_RANGE
          { on: [a], then: [{ id: x, uses: log.write@1, with: M, retry: { total: P8D } }] }    | /spec/then/0/retry/total | RULE_VALUE_OUT_OF_RANGE
          { on: [a], then: [{ id: x, uses: log.write@1, with: M, retry: { tries: 3 } }] }      | /spec/then/0/retry/tries | RULE_FIELD_UNKNOWN
          { on: [a], then: [{ id: x, uses: log.write@1, with: M, retry: 3 }] }                 | /spec/then/0/retry    | RULE_FIELD_TYPE
          { on: [a], then: [{ id: x, uses: log.write@1, with: M, if: 'true' }] }               | /spec/then/0/if       | RULE_FIELD_UNKNOWN
          { on: [a], then: [T], validFrom: tomorrow }                                          | /spec/validFrom       | RULE_VALUE_MALFORMED
          { on: [a], then: [T], validFrom: 2026-01-01T00:00:00Z, validUntil: 2026-01-01T00:00:00Z } | /spec/validUntil | RULE_VALUE_OUT_OF_RANGE
          """)
  void aBadSpecIsRefusedWithItsPlace(String spec, String pointer, String code) throws IOException {
    var expanded =
        spec.replace("[T]", "[" + TELL + "]")
            .replace("[T, T]", "[" + TELL + ", " + TELL + "]")
            .replace("with: M", "with: { message: hi }");
    assertThat(check(expanded))
        .extracting(Violation::pointer, Violation::code)
        .contains(org.assertj.core.groups.Tuple.tuple(pointer, code));
  }

  private static final String TELL = "{ id: x, uses: log.write@1, with: { message: hi } }";

  @Test
  void everyErrorIsNamedAtOnce() throws IOException {
    var errors =
        check(
            """
            on: []
            when: data.amount >
            color: red
            then:
              - { id: a, uses: nothing@1, timeout: PT1H, delivery: often }
              - { id: a, uses: log.write@1, with: { message: "${x}" } }
            """);
    assertThat(errors)
        .extracting(Violation::pointer)
        .contains(
            "/spec/on",
            "/spec/when",
            "/spec/color",
            "/spec/then/0/uses",
            "/spec/then/0/timeout",
            "/spec/then/0/delivery",
            "/spec/then/1/id",
            "/spec/then/1/with/message");
  }

  @Test
  void whereAnExpressionIsWrongIsSaid() throws IOException {
    var errors = check("{ on: [a], when: \"data.a > 1 &&\\n data.b >\", then: [" + TELL + "] }");
    assertThat(errors.getFirst().detail()).contains("(line 2, column");
  }

  @Test
  void aConditionMayBeATreeAndMayNameOthers() throws IOException {
    var tell = "then: [" + TELL + "]";
    assertThat(check("on: [a]\nwhen: { field: data.amount, op: gt, value: 100 }\n" + tell))
        .isEmpty();
    assertThat(
            check(
                "on: [a]\nwhen: { all: [{ condition: vip }, { cel: 'data.a == data.b' }] }\n"
                    + tell))
        .isEmpty();
    assertThat(check("on: [a]\nwhen: 'condition(\"vip\") && data.a > 1'\n" + tell)).isEmpty();
  }

  @Test
  void aNameWithinATextIsFoundByLineAndColumn() throws IOException {
    assertThat(
            check("on: [a]\nwhen: |\n  data.a > 1 &&\n    condition('gone')\nthen: [" + TELL + "]"))
        .containsExactly(
            new Violation(
                "/spec/when",
                "CONDITION_NOT_FOUND",
                "there is no published condition gone",
                2,
                13));
  }

  @Test
  void moreThanFiftyActionsAreRefused() throws IOException {
    var spec = new StringBuilder("on: [a]\nthen:\n");
    for (int i = 0; i <= 50; i++) {
      spec.append("  - { id: a").append(i).append(", uses: log.write@1, with: { message: hi } }\n");
    }
    assertThat(check(spec.toString())).extracting(Violation::pointer).containsExactly("/spec/then");
  }

  @Test
  void constantArgumentsThatAreTooLargeAreRefusedAtOnce() throws IOException {
    var spec =
        "{ on: [a], then: [{ id: x, uses: log.write@1, with: { message: "
            + "x".repeat(70_000)
            + " } }] }";
    assertThat(check(spec)).extracting(Violation::code).containsExactly("EXPRESSION_LIMIT");
  }

  @SuppressWarnings("unchecked")
  private static List<Violation> check(String spec) throws IOException {
    var parsed = Documents.one("application/yaml", spec.getBytes(StandardCharsets.UTF_8));
    var manifest =
        new Manifest(
            Manifest.API_VERSION,
            "Rule",
            new Manifest.Metadata("r", null, Map.of(), null),
            parsed == null ? Map.of() : (Map<String, @Nullable Object>) parsed);
    var named =
        new GivenBooks(
            Map.of(
                "vip", "data.tier == 'gold'",
                "self", "condition('self')",
                "huge", "data.x == '" + "x".repeat(3_000) + "'"));
    return new RuleKind(
            new ActionCatalogue(), new NamesCheck(named), new TypedRules(new EventTypes(), named))
        .check(manifest, new Bundle("default", List.of(manifest)));
  }
}
