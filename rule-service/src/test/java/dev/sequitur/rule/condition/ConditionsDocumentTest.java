package dev.sequitur.rule.condition;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.contracts.Wire;
import dev.sequitur.kit.condition.Conversion;
import dev.sequitur.kit.condition.Operator;
import dev.sequitur.kit.definition.Bundle;
import dev.sequitur.kit.definition.DefinitionKind;
import dev.sequitur.kit.definition.Documents;
import dev.sequitur.kit.definition.ManifestReader;
import dev.sequitur.kit.expression.Compilation;
import dev.sequitur.kit.expression.Expressions;
import dev.sequitur.kit.expression.Scope;
import dev.sequitur.kit.expression.Verdict;
import dev.sequitur.rule.catalog.ActionCatalogue;
import dev.sequitur.rule.catalog.RuleKind;
import dev.sequitur.rule.eventtype.EventTypes;
import dev.sequitur.rule.eventtype.TypedRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every example of {@code docs/conditions.md} does as it says. */
class ConditionsDocumentTest {

  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```");
  private static final Pattern OPERATOR =
      Pattern.compile("(?m)^\\| `(\\w+)` \\| `(\\{.*})` \\| `(.*)` \\|$");
  private static final Pattern VERDICT =
      Pattern.compile("(?m)^\\| `(.*?)` \\| `(\\{.*?})` \\| `(\\w+)` \\|$");

  private record Block(String language, String text) {}

  private final String document = read();

  @Test
  void manifestsAreAccepted() throws IOException {
    var books = new GivenBooks(Map.of("blocked-customer", "data.customer.blocked == true"));
    var names = new NamesCheck(books);
    var kinds =
        Map.<String, DefinitionKind>of(
            "Rule",
                new RuleKind(new ActionCatalogue(), names, new TypedRules(new EventTypes(), books)),
            "Condition", new ConditionKind(names, new NoImpact()));
    int checked = 0;
    for (var block : blocks("yaml")) {
      if (block.text().contains("kind:")) {
        var reading = ManifestReader.read(Documents.one("yaml", block.text().getBytes(UTF_8)));
        assertThat(reading.errors()).isEmpty();
        var manifest = Objects.requireNonNull(reading.manifest());
        var kind = Objects.requireNonNull(kinds.get(manifest.kind()));
        assertThat(kind.check(manifest, new Bundle("default", List.of()))).isEmpty();
        checked++;
      }
    }
    assertThat(checked).isEqualTo(3);
  }

  @Test
  void theFirstRulesConditionIsTheTextBelowIt() throws IOException {
    var rule = (Map<?, ?>) Documents.one("yaml", blocks("yaml").getFirst().text().getBytes(UTF_8));
    var spec = (Map<?, ?>) Objects.requireNonNull(Objects.requireNonNull(rule).get("spec"));
    var when = spec.get("when");
    assertThat(document).contains("The same `when` as text is `" + ofTree(when).cel() + "`.");
  }

  @Test
  void everyOperatorHasItsTreeAndItsText() throws IOException {
    var rows = OPERATOR.matcher(document).results().toList();
    for (var row : rows) {
      var tree = (Map<?, ?>) Documents.one("yaml", row.group(2).getBytes(UTF_8));
      assertThat(Objects.requireNonNull(tree).get("op")).isEqualTo(row.group(1));
      assertThat(ofTree(tree).cel()).isEqualTo(row.group(3));
      assertThat(ofText(row.group(3)).json()).isEqualTo(ofTree(tree).json());
    }
    assertThat(rows).hasSize(Operator.values().length);
  }

  @Test
  void aTreeBesideATextIsThatText() throws IOException {
    var blocks = blocks("yaml|cel");
    int compared = 0;
    for (int i = 1; i < blocks.size(); i++) {
      if (blocks.get(i).language().equals("cel")) {
        var tree = Documents.one("yaml", blocks.get(i - 1).text().getBytes(UTF_8));
        assertThat(ofTree(tree).cel()).isEqualTo(blocks.get(i).text().strip());
        compared++;
      }
    }
    assertThat(compared).isEqualTo(1);
  }

  @Test
  void aConditionSaysWhatTheTableSays() throws IOException {
    var rows = VERDICT.matcher(document).results().toList();
    for (var row : rows) {
      assertThat(verdict(row)).as(row.group()).isEqualTo(row.group(3));
    }
    assertThat(rows).hasSizeGreaterThan(12);
  }

  @Test
  void theConversionAnswersAsItIsShown() throws IOException {
    var blocks = blocks("json");
    var request = Wire.json().readTree(blocks.get(0).text());
    var answer = Wire.json().readTree(blocks.get(1).text());
    var converted = ofText(request.path("cel").asText());
    assertThat(converted.cel()).isEqualTo(answer.path("cel").asText());
    assertThat(Wire.json().readTree(Wire.write(converted.json()))).isEqualTo(answer.path("tree"));
    assertThat(blocks).hasSize(2);
  }

  private static String verdict(MatchResult row) throws IOException {
    var data = Wire.json().readValue(row.group(2), Object.class);
    var cel = row.group(1).replace("\\|", "|");
    var compiled = (Compilation.Compiled) Expressions.compileCondition(cel, Scope.EVENT);
    return switch (compiled.expression().condition(Map.of("data", data))) {
      case Verdict.Matched _ -> "true";
      case Verdict.Unmatched _ -> "false";
      case Verdict.Failed(var code, _) -> code;
    };
  }

  private static Conversion.Converted ofTree(@Nullable Object tree) {
    return (Conversion.Converted) Conversion.ofTree(tree, Scope.EVENT, "");
  }

  private static Conversion.Converted ofText(String cel) {
    return (Conversion.Converted) Conversion.ofText(cel, Scope.EVENT, "");
  }

  private List<Block> blocks(String languages) {
    var blocks = new ArrayList<Block>();
    BLOCK
        .matcher(document)
        .results()
        .filter(block -> block.group(1).matches(languages))
        .forEach(block -> blocks.add(new Block(block.group(1), block.group(2))));
    return blocks;
  }

  private static String read() {
    try {
      return Files.readString(Path.of("../docs/conditions.md"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
