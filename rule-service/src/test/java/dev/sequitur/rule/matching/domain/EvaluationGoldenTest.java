package dev.sequitur.rule.matching.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sequitur.contracts.AcceptedEvent;
import dev.sequitur.contracts.Ids;
import dev.sequitur.contracts.Wire;
import dev.sequitur.kit.definition.Documents;
import dev.sequitur.rule.catalog.TestRules;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each folder of {@code golden/evaluation} is a book of rules, an event, and what is decided, as
 * the commands stand on the wire. Where more than 16 rules share a pattern, only those are decided
 * on that the event reaches.
 */
class EvaluationGoldenTest {

  private static final Path FOLDER = Path.of("src/test/resources/golden/evaluation");

  static Stream<String> cases() throws IOException {
    try (var folders = Files.list(FOLDER)) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList().stream();
    }
  }

  @Test
  void thereAreManyCases() throws IOException {
    assertThat(cases()).hasSizeGreaterThanOrEqualTo(60);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void decidesAsTheFolderSays(String name) throws IOException {
    var folder = FOLDER.resolve(name);
    var book = book(Files.readAllBytes(folder.resolve("book.yaml")));
    var event = event(Files.readString(folder.resolve("event.json")));
    var expected = (ArrayNode) Wire.json().readTree(folder.resolve("decisions.json").toFile());

    var decided = Wire.json().createArrayNode();
    Evaluation.decide(book, event).forEach(decision -> decided.add(tree(decision)));

    assertThat(decided).containsExactlyInAnyOrderElementsOf(expected);
  }

  @SuppressWarnings("unchecked")
  private static RuleBook book(byte[] yaml) throws IOException {
    var rules = (List<Map<String, Object>>) Documents.one("application/yaml", yaml);
    assertThat(rules).isNotNull();
    return RuleBook.of(
        rules.stream()
            .map(
                rule ->
                    TestRules.rule(
                        TestRules.published(
                            (String) rule.getOrDefault("workspace", "default"),
                            (String) rule.getOrDefault("name", ""),
                            (Map<String, @Nullable Object>) rule.getOrDefault("spec", Map.of()))))
            .toList());
  }

  private static Occurrence event(String json) throws IOException {
    // The data is taken from the text as it stands: no parser may touch its numbers.
    var data = json.substring(json.lastIndexOf("\"data\":") + 7, json.lastIndexOf('}')).strip();
    var attributes = Wire.json().readTree(json.replace("1e400", "1").replaceAll("7{101,}", "7"));
    var event =
        new AcceptedEvent(
            Ids.event("default", Ids.NO_TRIGGER, "golden"),
            "default",
            attributes.path("type").asText(),
            attributes.path("source").asText("/golden"),
            text(attributes, "subject"),
            text(attributes, "key"),
            attributes.has("time") ? Instant.parse(attributes.path("time").asText()) : null,
            Ids.NO_TRIGGER,
            0,
            0,
            data.getBytes(StandardCharsets.UTF_8),
            null);
    var acceptedAt = attributes.path("acceptedAt").asText("2026-01-02T03:04:05.678Z");
    return TestEvents.occurrence(event, Instant.parse(acceptedAt));
  }

  private static @Nullable String text(JsonNode attributes, String name) {
    return attributes.has(name) ? attributes.path(name).asText() : null;
  }

  private static ObjectNode tree(Decision decision) {
    var tree = Wire.json().createObjectNode().put("rule", decision.rule().starter().name());
    switch (decision) {
      case Decision.Started(_, _, var message) -> started(tree, message.value());
      case Decision.Unmatched(_, var code) -> {
        tree.put("decision", "unmatched");
        if (code != null) {
          tree.put("code", code);
        }
      }
      case Decision.Suppressed(_, var code) -> tree.put("decision", "suppressed").put("code", code);
      case Decision.Failed(_, var rejection) ->
          tree.put("decision", "failed").put("code", rejection.code());
    }
    return tree;
  }

  /** What the command says on the wire, without the ids: those have tests of their own. */
  private static void started(ObjectNode tree, byte[] command) {
    try {
      var written = Wire.json().readTree(command);
      written
          .path("actions")
          .forEach(action -> ((ObjectNode) action).remove(List.of("commandId", "iteration")));
      tree.put("decision", "started");
      tree.set("actions", written.path("actions"));
      tree.set("evidence", written.path("evidence"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
