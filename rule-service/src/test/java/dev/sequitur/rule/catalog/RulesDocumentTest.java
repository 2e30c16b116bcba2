package dev.sequitur.rule.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.contracts.Wire;
import dev.sequitur.kit.definition.Bundle;
import dev.sequitur.kit.definition.Documents;
import dev.sequitur.kit.definition.Manifest;
import dev.sequitur.kit.definition.ManifestReader;
import dev.sequitur.rule.check.domain.finding.Finding;
import dev.sequitur.rule.check.domain.finding.RuleFindings;
import dev.sequitur.rule.check.domain.finding.Subject;
import dev.sequitur.rule.condition.GivenBooks;
import dev.sequitur.rule.condition.NamesCheck;
import dev.sequitur.rule.eventtype.EventTypes;
import dev.sequitur.rule.eventtype.TypedRules;
import dev.sequitur.rule.matching.domain.Evaluation;
import dev.sequitur.rule.matching.domain.Rule;
import dev.sequitur.rule.matching.domain.RuleBook;
import dev.sequitur.rule.matching.domain.Shadowing;
import dev.sequitur.rule.matching.domain.TestEvents;
import dev.sequitur.rule.table.domain.Cell;
import dev.sequitur.rule.table.domain.HitPolicy;
import dev.sequitur.rule.table.domain.TableCsv;
import dev.sequitur.rule.template.RuleTemplates;
import dev.sequitur.rule.template.domain.RuleTemplate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every example of {@code docs/rules.md} does as it says. */
class RulesDocumentTest {

  private static final Pattern ALONE =
      Pattern.compile("(?m)^\\| `(.*?)` \\| (none|`[A-Z_]+`) \\|$");
  private static final Pattern PAIR =
      Pattern.compile("(?m)^\\| `(.*?)` \\| `(.*?)` \\| (none|`[A-Z_]+`) \\|$");
  private static final Pattern TEMPLATE = Pattern.compile("(?m)^\\| `([a-z-]+)` \\| [a-z]");

  private static final Pattern SHADOWED =
      Pattern.compile("(?m)^\\| `(\\{.*?\\})` \\| (`[A-Z]+`|nothing) \\| (?:`([A-Z_]+)`)? *\\|$");
  private static final Pattern CONDITION = Pattern.compile("(?m)^`(data.*)`$");

  private static final Pattern QUOTED = Pattern.compile("`(.*?)`");
  private static final Bundle TOGETHER = new Bundle("default", List.of());
  private static final NamesCheck NAMES = new NamesCheck(new GivenBooks(Map.of()));
  private static final ActionCatalogue ACTIONS = new ActionCatalogue();

  private final String document = read();

  @Test
  void itsRulesAreAcceptedAndTheirCasesPass() throws IOException {
    for (var yaml : blocks("yaml")) {
      var manifest = manifest(yaml);
      assertThat(manifest.spec()).containsKey("tests");
      assertThat(
              new RuleKind(
                      ACTIONS, NAMES, new TypedRules(new EventTypes(), new GivenBooks(Map.of())))
                  .check(manifest, TOGETHER))
          .isEmpty();
    }
    assertThat(blocks("yaml")).hasSize(3);
  }

  @Test
  void conditionsHaveTheFindingsThatAreTold() {
    var rows = section("## Findings", "| One `when`", ALONE);
    assertThat(rows).hasSizeGreaterThan(5);
    for (var row : rows) {
      assertThat(kinds(rule("a", row.group(1)))).as(row.group()).isEqualTo(told(row.group(2)));
    }
  }

  @Test
  void pairsHaveTheFindingsThatAreTold() {
    var rows = section("| One `when`", "### Loops", PAIR);
    assertThat(rows).hasSizeGreaterThan(3);
    for (var row : rows) {
      assertThat(kinds(rule("a", row.group(1)), rule("b", row.group(2))))
          .as(row.group())
          .isEqualTo(told(row.group(3)));
    }
  }

  @Test
  void everyKindOfFindingIsExplained() {
    assertThat(Arrays.stream(Finding.Kind.values()))
        .allSatisfy(kind -> assertThat(document).contains("| `" + kind + "` | "));
  }

  @Test
  void theSheetIsTheTableAboveIt() throws IOException {
    var table =
        (Map<?, ?>) Objects.requireNonNull(manifest(blocks("yaml").get(1)).spec().get("table"));
    var sheet = blocks("csv").getFirst();
    assertThat(TableCsv.write(table).replace("\r\n", "\n")).isEqualTo(sheet);
    assertThat(TableCsv.read(sheet)).isInstanceOf(TableCsv.Table.class);
  }

  @Test
  void itsCellsAreCells() {
    var cells = firstCells("| Cell | Takes |", "The table is asked");
    assertThat(cells).hasSizeGreaterThan(10);
    for (var cell : cells) {
      assertThat(Cell.of("data.x", cell)).as(cell).isNotInstanceOf(Cell.Malformed.class);
    }
  }

  @Test
  void itsPoliciesAreAllThereAre() {
    assertThat(firstCells("| `hit` | What counts", "| Cell | Takes |"))
        .containsExactly(
            Arrays.stream(HitPolicy.values()).map(HitPolicy::word).toArray(String[]::new));
  }

  @Test
  void whatCasesExpectIsUnderstood() throws IOException {
    var words = firstCells("| `expect` | Holds if |", "`POST /api/v1");
    assertThat(words).hasSize(4);
    for (var word : words) {
      var findings = new Findings();
      var given = Documents.one("yaml", word.replace("{…}", "{}").getBytes(UTF_8));
      assertThat(new ExpectationReader(findings, List.of("tell")).read(given, "/expect"))
          .isNotNull();
      assertThat(findings.all()).as(word).isEmpty();
    }
  }

  /** What stands in backquotes in the first column of a table. */
  private List<String> firstCells(String heading, String end) {
    var text = document.substring(document.indexOf(heading) + heading.length());
    return text.substring(0, text.indexOf(end))
        .lines()
        .filter(line -> line.startsWith("| `"))
        .flatMap(
            line ->
                QUOTED
                    .matcher(line.substring(0, line.indexOf(" | ")))
                    .results()
                    .map(m -> m.group(1)))
        .toList();
  }

  @Test
  @SuppressWarnings("unchecked")
  void theInstanceIsMadeAndEveryTemplateIsListed() throws IOException {
    var templates = new RuleTemplates();
    var body = Wire.json().readValue(blocks("json").getFirst(), Map.class);
    var made =
        templates
            .find("threshold")
            .orElseThrow()
            .with(
                (Map<String, @Nullable Object>) Objects.requireNonNull(body.get("parameters")),
                (Map<?, ?>) Objects.requireNonNull(body.get("overrides")));
    assertThat(made).isInstanceOf(RuleTemplate.Spec.class);
    var listed = section("## Templates", "All of them are decided", TEMPLATE);
    assertThat(listed.stream().map(row -> row.group(1)))
        .containsExactlyElementsOf(templates.all().stream().map(RuleTemplate::name).toList());
  }

  @Test
  void shadowsAreToldAsTheTableSays() {
    var rows = section("## Shadows", "`CHANGED` is said", SHADOWED);
    var conditions = section("## Shadows", "Then these events", CONDITION);
    var book =
        RuleBook.of(
            List.of(
                published(conditions.get(0).group(1)),
                published(conditions.get(1).group(1)).in(4L)));
    assertThat(rows).hasSizeGreaterThan(5);
    for (var row : rows) {
      var event = TestEvents.occurrence("com.example.order", row.group(1));
      var told =
          Shadowing.compare(book, event, Evaluation.decide(book, event)).stream()
              .map(one -> one.difference() + (one.code() == null ? "" : " " + one.code()))
              .findFirst()
              .orElse("nothing");
      var code = row.group(3) == null ? "" : " " + row.group(3);
      assertThat(told).as(row.group()).isEqualTo(row.group(2).replace("`", "") + code);
    }
  }

  private static Rule published(String when) {
    return TestRules.rule(
        TestRules.published(
            "big-order",
            Map.of(
                "on",
                List.of("com.example.order"),
                "when",
                when,
                "then",
                List.of(
                    Map.of("id", "x", "uses", "log.write@1", "with", Map.of("message", "hi"))))));
  }

  private static List<String> told(String cell) {
    return cell.equals("none") ? List.of() : List.of(cell.replace("`", ""));
  }

  private static List<String> kinds(Subject... rules) {
    return RuleFindings.of(List.of(rules), Set.of()).items().stream()
        .map(one -> one.kind().name())
        .toList();
  }

  private static Subject rule(String name, String written) {
    var when = written.replace("\\|", "|");
    Map<String, @Nullable Object> spec =
        Map.of(
            "on",
            List.of("com.example.order"),
            "when",
            when,
            "then",
            List.of(Map.of("id", "x", "uses", "log.write@1", "with", Map.of("message", "hi"))));
    return Subject.of(TestRules.rule(TestRules.published(name, spec)), when, spec);
  }

  private List<MatchResult> section(String from, String to, Pattern rows) {
    var text = document.substring(document.indexOf(from));
    return rows.matcher(text.substring(0, text.indexOf(to))).results().toList();
  }

  private static Manifest manifest(String yaml) throws IOException {
    var reading = ManifestReader.read(Documents.one("yaml", yaml.getBytes(UTF_8)));
    assertThat(reading.errors()).isEmpty();
    return Objects.requireNonNull(reading.manifest());
  }

  private List<String> blocks(String language) {
    return Pattern.compile("(?ms)^```" + language + "\\n(.*?)^```")
        .matcher(document)
        .results()
        .map(block -> block.group(1))
        .toList();
  }

  private static String read() {
    try {
      return Files.readString(Path.of("../docs/rules.md"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
