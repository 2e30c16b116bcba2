package dev.sequitur.rule.backtest.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.rule.backtest.domain.Shown.Kind;
import dev.sequitur.rule.catalog.TestRules;
import dev.sequitur.rule.matching.domain.Occurrence;
import dev.sequitur.rule.matching.domain.Rule;
import dev.sequitur.rule.matching.domain.TestEvents;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FindingsTest {

  private static final String TYPE = "com.example.order";
  private static final Instant HOUR = Instant.parse("2026-01-02T03:00:00Z");

  @Test
  void whatIsKeptIsBoundedHoweverManyEventsThereAre() {
    var findings = new Findings(trial("data.n >= 0", "hi"), trial("data.n < 0", "hi"), 10);
    for (int n = 0; n < Keys.MOST + 500; n++) {
      findings.event(event(n, "{\"n\":" + n + "}", "key-" + n));
    }

    assertThat(findings.subject().matched()).isEqualTo(Keys.MOST + 500);
    assertThat(findings.shown().get(Kind.MATCHED)).hasSize(10);
    assertThat(findings.shown().get(Kind.ADDED)).hasSize(10);
    assertThat(findings.keys().counts().different()).isEqualTo(Keys.MOST);
    assertThat(findings.keys().counts().rest()).isEqualTo(500);
    assertThat(findings.keys().counts().top()).hasSize(Keys.SHOWN);
  }

  @Test
  void versionsThatMatchTheSameAndDoSomethingElseAreChanged() {
    var findings = new Findings(trial("data.n > 1", "new"), trial("data.n > 0", "old"), 10);
    for (int n = 0; n < 4; n++) {
      findings.event(event(n, "{\"n\":" + n + "}", "k"));
    }

    assertThat(findings.difference()).isEqualTo(new Findings.Difference(0, 1, 2, 0));
    var changed = shown(findings, Kind.CHANGED).getFirst();
    assertThat(changed.actions()).hasSize(1).isNotEqualTo(changed.otherActions());
    assertThat(findings.hours()).containsExactly(Map.entry(HOUR, new Findings.Hour(2, 3)));
  }

  @Test
  void anEventThatMatchedOnAnotherPartitionCountsOnce() {
    var findings = new Findings(trial("true", "hi"), null, 10);
    var event = event(1, "{}", "k");

    assertThat(findings.event(event)).isTrue();
    assertThat(findings.event(event)).isFalse();
    assertThat(findings.subject().matched()).isEqualTo(1);
    assertThat(findings.difference()).isNull();
  }

  @Test
  void aRunThatCouldNotStartIsRejectedWithItsCode() {
    var findings = new Findings(trial("true", "${data.none}"), null, 10);
    findings.event(event(1, "{}", "k"));

    assertThat(findings.subject().codes()).containsEntry("EXPRESSION_FIELD_MISSING", 1L);
    var shown = shown(findings, Kind.REJECTED).getFirst();
    assertThat(shown.code()).isEqualTo("EXPRESSION_FIELD_MISSING");
    assertThat(shown.actions()).isNull();
  }

  private static List<Shown> shown(Findings findings, Kind kind) {
    return findings.shown().getOrDefault(kind, List.of());
  }

  private static Trial trial(String when, String message) {
    var rules = new TreeMap<Instant, Rule>();
    rules.put(
        Instant.EPOCH,
        TestRules.rule(
            TestRules.published(
                "r",
                Map.of(
                    "on",
                    List.of(TYPE),
                    "when",
                    when,
                    "then",
                    List.of(
                        Map.of(
                            "id", "tell",
                            "uses", "log.write@1",
                            "with", Map.of("message", message)))))));
    return new Trial(rules);
  }

  private static Occurrence event(int number, String data, String key) {
    var event = TestEvents.accepted(TYPE, "source-" + number, data);
    return TestEvents.occurrence(TestEvents.withKey(event, key), TestEvents.ACCEPTED_AT);
  }
}
