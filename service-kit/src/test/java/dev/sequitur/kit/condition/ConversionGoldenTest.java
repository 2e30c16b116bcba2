package dev.sequitur.kit.condition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.sequitur.contracts.Wire;
import dev.sequitur.kit.expression.Scope;
import dev.sequitur.kit.problem.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each folder of {@code golden/conversion} is a condition and what is made of it. */
class ConversionGoldenTest {

  private static final Path FOLDER = Path.of("src/test/resources/golden/conversion");

  static Stream<String> cases() throws IOException {
    try (var folders = Files.list(FOLDER)) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList().stream();
    }
  }

  @Test
  void thereAreManyCases() throws IOException {
    assertThat(cases()).hasSizeGreaterThan(40);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void convertsAsTheFolderSays(String name) throws IOException {
    var folder = FOLDER.resolve(name);
    var in = Wire.json().readTree(folder.resolve("in.json").toFile());
    var out = Wire.json().readTree(folder.resolve("out.json").toFile());

    assertThat(converted(in)).isEqualTo(out);
    if (out.has("cel")) {
      assertThat(converted(only(out, "cel"))).isEqualTo(out);
      assertThat(converted(only(out, "tree"))).isEqualTo(out);
    }
  }

  private static JsonNode only(JsonNode converted, String form) {
    return Wire.json().createObjectNode().set(form, converted.path(form));
  }

  private static JsonNode converted(JsonNode in) throws IOException {
    var result =
        in.has("cel")
            ? Conversion.ofText(in.path("cel").asText(), Scope.EVENT, "/cel")
            : Conversion.ofTree(
                Wire.json().treeToValue(in.path("tree"), Object.class), Scope.EVENT, "/tree");
    var out = Wire.json().createObjectNode();
    switch (result) {
      case Conversion.Converted converted -> {
        out.put("cel", converted.cel());
        out.set("tree", Wire.json().valueToTree(converted.json()));
      }
      case Conversion.Rejected(var errors) -> errors(out.putArray("errors"), errors);
    }
    return Wire.json().readTree(Wire.write(out));
  }

  /** Without the details, which are words. */
  private static void errors(ArrayNode array, List<Violation> errors) {
    for (var error : errors) {
      var node = array.addObject().put("pointer", error.pointer()).put("code", error.code());
      if (error.line() != null && error.column() != null) {
        node.put("line", error.line().intValue()).put("column", error.column().intValue());
      }
    }
  }
}
