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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each bad rule of {@code bad-rules.yaml} is refused for what is wrong with it, at that place. */
class BadRulesTest {

  private static final Path CORPUS = Path.of("src/test/resources/bad-rules.yaml");
  private static final NamesCheck NAMES =
      new NamesCheck(new GivenBooks(Map.of("vip", "data.vip == true")));

  @SuppressWarnings("unchecked")
  static Stream<Arguments> rules() throws IOException {
    var corpus = (List<Map<String, Object>>) Documents.one("yaml", Files.readAllBytes(CORPUS));
    return Objects.requireNonNull(corpus).stream()
        .map(
            one ->
                Arguments.of(
                    one.getOrDefault("why", ""),
                    one.getOrDefault("spec", Map.of()),
                    one.getOrDefault("errors", List.of())));
  }

  @Test
  void thereAreManyAndEachIsBadInItsOwnWay() throws IOException {
    assertThat(rules().map(one -> one.get()[0])).hasSizeGreaterThan(40).doesNotHaveDuplicates();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void isRefusedForWhatIsWrongWithIt(
      String why, Map<String, @Nullable Object> spec, List<String> errors) {
    var manifest =
        new Manifest(
            Manifest.API_VERSION,
            "Rule",
            new Manifest.Metadata("bad", null, Map.of(), null),
            grown(spec));
    var found =
        new RuleKind(
                new ActionCatalogue(),
                NAMES,
                new TypedRules(new EventTypes(), new GivenBooks(Map.of())))
            .check(manifest, new Bundle("default", List.of()));
    assertThat(found.stream().map(one -> one.pointer() + " " + one.code()).distinct().toList())
        .as(why)
        .isEqualTo(errors);
    assertThat(found).extracting(Violation::detail).noneMatch(String::isBlank);
  }

  /** What a rule needs is added where it is not said, and {@code "a*300"} is written out. */
  private static Map<String, @Nullable Object> grown(Map<String, @Nullable Object> spec) {
    var whole = new LinkedHashMap<String, @Nullable Object>();
    whole.put("on", List.of("com.example.order"));
    whole.put(
        "then", List.of(Map.of("id", "x", "uses", "log.write@1", "with", Map.of("message", "hi"))));
    spec.forEach((name, value) -> whole.put(name, repeated(value)));
    return whole;
  }

  private static @Nullable Object repeated(@Nullable Object value) {
    return switch (value) {
      case String text when text.matches("(?s).+\\*\\*\\d+") -> {
        int at = text.lastIndexOf("**");
        yield text.substring(0, at).repeat(Integer.parseInt(text.substring(at + 2)));
      }
      case String text when text.startsWith("nested ") -> nested(text.substring(7));
      case List<?> elements -> elements.stream().map(BadRulesTest::repeated).toList();
      case Map<?, ?> members -> {
        var made = new LinkedHashMap<String, @Nullable Object>();
        members.forEach((name, member) -> made.put(String.valueOf(name), repeated(member)));
        yield made;
      }
      case null, default -> value;
    };
  }

  /** {@code (100}: so many of them around {@code true}; {@code not 30}: a tree of so many. */
  private static Object nested(String what) {
    int times = Integer.parseInt(what.replaceAll("\\D", ""));
    if (what.startsWith("(")) {
      return "(".repeat(times) + "data.a" + ")".repeat(times);
    }
    Object tree = Map.of("field", "data.a", "op", "exists");
    for (int i = 0; i < times; i++) {
      tree = Map.of(i % 2 == 0 ? "all" : "any", List.of(tree));
    }
    return tree;
  }
}
