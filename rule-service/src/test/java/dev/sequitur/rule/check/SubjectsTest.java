package dev.sequitur.rule.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.kit.definition.Bundle;
import dev.sequitur.kit.definition.Manifest;
import dev.sequitur.rule.catalog.ActionCatalogue;
import dev.sequitur.rule.condition.GivenBooks;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SubjectsTest {

  private static final Bundle ALONE = new Bundle("default", List.of());

  private final Map<String, String> conditions = new HashMap<>(Map.of("vip", "data.tier == 'a'"));
  private final Subjects subjects = new Subjects(new ActionCatalogue(), new GivenBooks(conditions));

  @Test
  void aVersionIsMadeOnceForAWorkspace() {
    var first = subjects.of(List.of(rule("data.a > 1")), ALONE).getFirst();
    assertThat(subjects.of(List.of(rule("data.a > 1")), ALONE).getFirst()).isSameAs(first);
    assertThat(subjects.of(List.of(rule("data.a > 2")), ALONE).getFirst()).isNotSameAs(first);
    var elsewhere = subjects.of(List.of(rule("data.a > 1")), new Bundle("other", List.of()));
    assertThat(elsewhere.getFirst().rule().workspace()).isEqualTo("other");
  }

  @Test
  void oneThatNamesConditionsFollowsThem() {
    var naming = List.of(rule("data.a > 1"), rule("condition('vip')"));
    assertThat(subjects.of(naming, ALONE).getLast().when()).hasToString(when("a"));
    conditions.put("vip", "data.tier == 'b'");
    assertThat(subjects.of(naming, ALONE).getLast().when()).hasToString(when("b"));
  }

  private String when(String tier) {
    return String.valueOf(
        subjects.of(List.of(rule("data.tier == '" + tier + "'")), ALONE).getFirst().when());
  }

  @Test
  void oneThatIsFaultyIsLeftOut() {
    assertThat(subjects.of(List.of(rule("data.a >"), rule("condition('gone')")), ALONE)).isEmpty();
  }

  private static Manifest rule(String when) {
    return new Manifest(
        Manifest.API_VERSION,
        "Rule",
        new Manifest.Metadata("one", null, Map.of(), null),
        Map.of(
            "on",
            List.of("order"),
            "when",
            when,
            "then",
            List.of(Map.of("id", "x", "uses", "log.write@1", "with", Map.of("message", "hi")))));
  }
}
