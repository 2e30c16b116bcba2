package dev.sequitur.gateway.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.apicurio.datamodels.Library;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the OpenAPI document must be beyond being one: the build's linter, without a network. */
class ApiLintTest {

  /** Files of our own pages, and documents that are their own example. */
  private static final Set<String> NEEDS_NO_EXAMPLE =
      Set.of(
          "application/pdf",
          "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
          "text/html",
          "text/javascript",
          "text/css",
          "text/plain");

  private static final Set<String> IS_ITS_OWN_EXAMPLE =
      Set.of("get /api/openapi.json", "get /api/asyncapi.json");

  private static final Pattern CODE = Pattern.compile("</a>([A-Z_]+)\\n(\\d{3}) ·");
  private static final Path CODES = Path.of("src/main/resources/openapi/problems.yaml");
  private static final String HEAD =
      "# Which codes an answer of a status may carry: taken from docs/problems.md by ApiLintTest, "
          + "which also holds the two against each other.\n";

  private final ObjectMapper json = new ObjectMapper();
  private final ObjectNode document = ApiDocument.ofThisProduct();

  @Test
  void aValidatorOfOthersFindsNothingWrong() {
    assertThat(found(document)).isEmpty();
    var wrong = document.deepCopy();
    ((ObjectNode) wrong.at("/paths/~1api~1v1~1whoami/get")).remove("responses");
    assertThat(found(wrong)).as("the validator does find mistakes").isNotEmpty();
  }

  @Test
  void everyOperationIsFiledUnderATagThatIsListed() {
    var listed = document.path("tags").findValuesAsText("name");
    assertThat(listed).doesNotHaveDuplicates();
    forEveryOperation(
        (name, operation) ->
            assertThat(listed).as(name).contains(operation.at("/tags/0").asText()));
  }

  @Test
  void everyRequestAndEveryAnswerThatHoldsDataHasAnExample() {
    var without = new ArrayList<String>();
    forEveryContent(
        (place, media) -> {
          var type = place.substring(place.lastIndexOf(' ') + 1);
          var operation = place.substring(0, place.indexOf(' ', place.indexOf(' ') + 1));
          if (!media.has("example")
              && !NEEDS_NO_EXAMPLE.contains(type)
              && !IS_ITS_OWN_EXAMPLE.contains(operation)) {
            without.add(place);
          }
        });
    assertThat(without).isEmpty();
  }

  @Test
  void everyExampleIsAsItsSchemaSaysAndNamesNoFieldThatTheSchemaDoesNot() {
    var wrong = new TreeMap<String, List<String>>();
    forEveryContent(
        (place, media) -> {
          if (media.has("example") && !place.contains("yaml")) {
            var mistakes = mistakes(media.path("schema"), media.path("example"));
            if (!mistakes.isEmpty()) {
              wrong.put(place, mistakes);
            }
          }
        });
    assertThat(wrong).isEmpty();
  }

  @Test
  void everyExampleIsSpeltOut() {
    forEveryContent(
        (place, media) ->
            assertThat(media.path("example").toString())
                .as(place)
                .doesNotContain("{Kind}", "{example}"));
  }

  /** Run with {@code -Dsequitur.write=true} once a code is new in docs/problems.md. */
  @Test
  void problemsListTheCodesOfTheDocumentedProblems() throws IOException {
    var documented = new TreeMap<String, TreeSet<String>>();
    CODE.matcher(Files.readString(Path.of("../docs/problems.md")))
        .results()
        .forEach(
            one ->
                documented.computeIfAbsent(one.group(2), _ -> new TreeSet<>()).add(one.group(1)));
    assertThat(documented).containsKeys("400", "401", "403", "404", "409", "422", "429", "503");
    if (Boolean.getBoolean("sequitur.write")) {
      Files.writeString(CODES, text(documented));
    }
    assertThat(Files.readString(CODES)).isEqualTo(text(documented));
    for (var response : document.at("/components/responses").properties()) {
      var status = response.getKey().substring("Problem".length());
      var codes = new ArrayList<String>();
      response.getValue().path("x-codes").forEach(code -> codes.add(code.asText()));
      assertThat(codes).as(status).isNotEmpty().isSubsetOf(documented.get(status));
    }
  }

  @Test
  void everyProblemOfAnOperationIsOneOfTheListedAnswers() {
    forEveryOperation(
        (name, operation) -> {
          assertThat(operation.has("security")).as(name).isTrue();
          for (var answer : operation.path("responses").properties()) {
            if (answer.getKey().matches("[45].*") && !name.contains("/q/health")) {
              assertThat(answer.getValue().path("$ref").asText())
                  .as(name + " " + answer.getKey())
                  .isEqualTo("#/components/responses/Problem" + answer.getKey());
            }
          }
        });
  }

  private static String text(Map<String, TreeSet<String>> codes) {
    var text = new StringBuilder(HEAD);
    codes.forEach(
        (status, names) ->
            text.append('"')
                .append(status)
                .append("\": [")
                .append(String.join(", ", names))
                .append("]\n"));
    return text.toString();
  }

  /** Without examples, over which that library stumbles; they have tests of their own here. */
  private static List<String> found(ObjectNode document) {
    var text = withoutExamples(document).toString();
    return Library.validate(Library.readDocumentFromJSONString(text), null).stream()
        .map(problem -> problem.errorCode + " " + problem.nodePath + " " + problem.message)
        .toList();
  }

  private static ObjectNode withoutExamples(ObjectNode document) {
    var copy = document.deepCopy();
    copy.findParents("schema").forEach(media -> ((ObjectNode) media).remove("example"));
    return copy;
  }

  private List<String> mistakes(JsonNode schema, JsonNode example) {
    var whole = json.createObjectNode();
    whole.set("components", closed());
    schema.properties().forEach(part -> whole.set(part.getKey(), part.getValue()));
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(whole.toString(), InputFormat.JSON)
        .validate(example.toString(), InputFormat.JSON)
        .stream()
        .map(Object::toString)
        .toList();
  }

  /** Schemas in which a field that is not named is a mistake: else a slip of the pen would fit. */
  private ObjectNode closed() {
    var components = ((ObjectNode) document.path("components")).deepCopy();
    close(components.path("schemas"));
    return components;
  }

  private static void close(JsonNode node) {
    if (node instanceof ObjectNode object
        && object.path("properties").isObject()
        && !object.has("additionalProperties")) {
      object.put("additionalProperties", false);
    }
    node.forEach(ApiLintTest::close);
  }

  private void forEveryOperation(BiConsumer<String, JsonNode> check) {
    for (var path : document.path("paths").properties()) {
      for (var operation : path.getValue().properties()) {
        check.accept(operation.getKey() + " " + path.getKey(), operation.getValue());
      }
    }
  }

  /** Bodies, and answers that are no problems: "method path what type". */
  private void forEveryContent(BiConsumer<String, JsonNode> check) {
    forEveryOperation(
        (name, operation) -> {
          each(name + " body ", operation.path("requestBody"), check);
          for (var answer : operation.path("responses").properties()) {
            if (!answer.getValue().has("$ref")) {
              each(name + " " + answer.getKey() + " ", answer.getValue(), check);
            }
          }
        });
  }

  private static void each(String place, JsonNode holder, BiConsumer<String, JsonNode> check) {
    for (var media : holder.path("content").properties()) {
      check.accept(place + media.getKey(), media.getValue());
    }
  }
}
