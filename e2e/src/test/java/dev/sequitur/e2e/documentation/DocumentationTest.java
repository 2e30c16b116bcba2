package dev.sequitur.e2e.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.local.Repository;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The documents and the code name the same things. */
class DocumentationTest {

  private static final Path ROOT = Repository.find().root();
  private static final Sources SOURCES = Sources.of(ROOT);

  private static String document(String name) {
    return Text.of(ROOT.resolve("docs").resolve(name));
  }

  @Test
  void everyCodeHasItsHeadingAndEveryHeadingItsCode() {
    assertThat(Documents.headings(document("problems.md"))).isEqualTo(SOURCES.codes()).isNotEmpty();
    assertThat(Documents.strayAnchors(document("problems.md"))).isEmpty();
  }

  @Test
  void everyMistakeInADocumentStandsInATableAndEveryTableRowInTheCode() {
    Set<String> single = SOURCES.violations();
    single.removeAll(SOURCES.codes()); // They have a heading.
    assertThat(Documents.violations(document("problems.md"))).isEqualTo(single).isNotEmpty();
  }

  @Test
  void everyKeyIsExplainedAndEveryExplainedKeyExists() {
    assertThat(Documents.keys(document("configuration.md"))).isEqualTo(SOURCES.keys()).isNotEmpty();
  }

  @Test
  void defaultsAreThoseOfTheCode() {
    assertThat(SOURCES.defaults()).isNotEmpty();
    assertThat(Documents.wrongDefaults(document("configuration.md"), SOURCES.defaults())).isEmpty();
  }

  @Test
  void everyMetricIsExplainedAndEveryExplainedMetricExists() {
    assertThat(Documents.metrics(document("operations.md")))
        .isEqualTo(SOURCES.metrics())
        .isNotEmpty();
    assertThat(Documents.misnamedMetrics(document("operations.md"))).isEmpty();
  }

  @Test
  void runbooksNameMetricsThatExist() {
    List<Path> runbooks = Text.files(ROOT.resolve("docs/operations"), ".*\\.md");
    assertThat(runbooks)
        .hasSizeGreaterThan(8)
        .allSatisfy(
            file ->
                assertThat(Documents.unknownMetrics(Text.of(file), SOURCES.metrics())).isEmpty());
  }

  @Test
  void everyRelativeLinkLeadsToAFile() {
    assertThat(documents())
        .allSatisfy(file -> assertThat(Documents.deadLinks(file, Text.of(file))).isEmpty());
  }

  @Test
  void noDocumentNamesAPlaceThatOnlyOneMachineHas() {
    assertThat(documents())
        .allSatisfy(file -> assertThat(Documents.foreignPlaces(Text.of(file))).isEmpty());
  }

  @Test
  void readmeIsShort() {
    assertThat(Documents.isShort(Text.of(ROOT.resolve("README.md")))).isTrue();
  }

  @Test
  void everyTestThatHoldsAGuaranteeExists() {
    assertThat(Documents.missingTests(ROOT, document("guarantees.md"))).isEmpty();
  }

  /** The README, the documents, and each module's own README. */
  private static List<Path> documents() {
    List<Path> documents = new ArrayList<>(Text.files(ROOT, "(?:[\\w-]+/)?README\\.md"));
    documents.addAll(Text.files(ROOT, "docs/.*\\.md"));
    return documents;
  }
}
