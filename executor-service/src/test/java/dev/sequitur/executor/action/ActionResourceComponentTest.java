package dev.sequitur.executor.action;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequitur.contracts.Wire;
import dev.sequitur.executor.Workspace;
import dev.sequitur.kit.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The actions as they describe themselves. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class ActionResourceComponentTest {

  /** What rule-service's check of arguments understands, besides what only people read. */
  private static final Set<String> KEYWORDS =
      Set.of(
          "type",
          "required",
          "additionalProperties",
          "properties",
          "items",
          "enum",
          "maxLength",
          "anyOf",
          "x-sequitur-literal",
          "description",
          "examples",
          "default",
          "minimum",
          "maximum");

  private static final Path COPY =
      Path.of("../rule-service/src/main/resources/executor-action-types.json");

  @Test
  void everyActionIsListedWithItsSchemas() {
    assertThat(offered())
        .extracting(type -> type.path("uses").asText())
        .containsExactly(
            "email.send@1",
            "emit@1",
            "http.request@1",
            "kafka.publish@1",
            "log.write@1",
            "slack.post@1",
            "sql.execute@1",
            "sql.query@1",
            "webhook.send@1");
    assertThat(offered())
        .allSatisfy(
            type -> {
              assertThat(type.path("input").path("additionalProperties").asBoolean(true)).isFalse();
              assertThat(type.path("output").path("type").asText()).isEqualTo("object");
              assertThat(keywords(type.path("input"))).isSubsetOf(KEYWORDS);
            });
  }

  /** If it fails: what is in {@code target} belongs into the copy. */
  @Test
  void theCopyThatRulesAreCheckedAgainstIsTheSame() throws IOException {
    var inputs = Wire.json().createArrayNode();
    for (var type : offered()) {
      inputs.addObject().put("uses", type.path("uses").asText()).set("input", type.path("input"));
    }
    Files.writeString(
        Path.of("target/executor-action-types.json"),
        Wire.json().writerWithDefaultPrettyPrinter().writeValueAsString(inputs));

    assertThat(Wire.json().readTree(COPY.toFile())).isEqualTo(inputs);
  }

  private static List<JsonNode> offered() {
    var answer = Workspace.DEFAULT.request().get(Workspace.DEFAULT.path() + "/actions").asString();
    try {
      return List.copyOf(Wire.json().readTree(answer).path("items").valueStream().toList());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Set<String> keywords(JsonNode schema) {
    var keywords = new TreeSet<String>();
    schema
        .properties()
        .forEach(
            field -> {
              keywords.add(field.getKey());
              if (field.getKey().equals("properties")) {
                field.getValue().forEach(property -> keywords.addAll(keywords(property)));
              } else if (field.getValue().isObject()) {
                keywords.addAll(keywords(field.getValue()));
              } else if (field.getKey().equals("anyOf")) {
                field.getValue().forEach(choice -> keywords.addAll(keywords(choice)));
              }
            });
    return keywords;
  }
}
