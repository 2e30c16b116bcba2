package dev.sequitur.cli.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.local.Repository;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KindTest {

  private static final Kind REPORT = new Kind("ReportDefinition", "report-definitions");

  @Test
  void kindsAreThoseOfTheApiDocument() throws IOException {
    var document = Files.readString(Repository.find().root().resolve("docs/openapi.json"));
    assertThat(Kind.of(Json.read(document)))
        .contains(REPORT, new Kind("Rule", "rules"), new Kind("Trigger", "triggers"))
        .allSatisfy(kind -> assertThat(kind.name()).matches("[A-Z][A-Za-z]+"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ReportDefinition",
        "reportdefinition",
        "report-definition",
        "report-definitions",
        "ReportDefinitions"
      })
  void kindIsFoundByAnyOfItsNames(String word) {
    assertThat(Kind.find(java.util.List.of(REPORT), word)).contains(REPORT);
  }

  @Test
  void otherWordsAreNoKind() {
    assertThat(Kind.find(java.util.List.of(REPORT), "report")).isEmpty();
  }
}
