package dev.sequitur.gateway.asyncapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.sequitur.contracts.AcceptedEvent;
import dev.sequitur.contracts.Ids;
import dev.sequitur.contracts.Topics;
import io.apicurio.datamodels.Library;
import io.apicurio.datamodels.TraverserDirection;
import io.apicurio.datamodels.models.Node;
import io.apicurio.datamodels.models.visitors.AllNodeVisitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * The AsyncAPI document, the catalogue of topics, the golden records and the committed copy agree.
 */
class AsyncApiDocumentTest {

  private static final ObjectMapper PRETTY =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final Path GOLDEN = Path.of("../contracts/src/test/resources/golden");
  private static final List<String> NOT_PUBLIC = List.of("ApiKeyStored", "SecretStored");

  private final ObjectNode document = AsyncApiDocument.ofThisProduct();

  @Test
  void everythingInItIsSomethingThatAsyncApiKnows() {
    assertThat(unknown(document)).isEmpty();
    // The same reader does notice what AsyncAPI does not know.
    var wrong = document.deepCopy();
    ((ObjectNode) wrong.at("/channels/events")).put("adress", "x");
    ((ObjectNode) wrong.at("/operations/read-events")).put("acton", "send");
    assertThat(unknown(wrong)).containsExactlyInAnyOrder("adress", "acton");
  }

  @Test
  void everyTopicOfTheCatalogueIsEitherPublicOrKeptBackOnPurpose() {
    var described =
        new ArrayList<>(PublicTopics.all().stream().map(PublicTopics.Described::topic).toList());
    described.addAll(PublicTopics.PRIVATE);
    assertThat(described).containsExactlyInAnyOrderElementsOf(Topics.all());
    assertThat(document.toString())
        .doesNotContain(Topics.SECRETS.name(), Topics.API_KEYS.name(), Topics.QUARANTINE.name());
  }

  @Test
  void everyGoldenRecordOfAPublicTopicIsAsItsSchemaSays() throws IOException {
    var names = new TreeSet<String>();
    try (var files = Files.list(GOLDEN)) {
      files.forEach(file -> names.add(file.getFileName().toString().replace(".json", "")));
    }
    NOT_PUBLIC.forEach(name -> assertThat(names.remove(name)).isTrue());
    assertThat(names).hasSizeGreaterThanOrEqualTo(7);
    for (var name : names) {
      assertThat(document.at("/components/messages/" + name).isMissingNode()).as(name).isFalse();
      var golden = (ObjectNode) PRETTY.readTree(Files.readString(GOLDEN.resolve(name + ".json")));
      assertThat(mistakes(name, golden)).as(name).isEmpty();
      // A field that is missing, or of another form, or that no schema knows, is noticed.
      for (var required : strict().at("/components/schemas/" + name + "/required")) {
        var without = golden.deepCopy();
        without.remove(required.asText());
        assertThat(mistakes(name, without)).as(name + " without " + required).isNotEmpty();
      }
      assertThat(mistakes(name, golden.deepCopy().put("unheardOf", 1))).isNotEmpty();
    }
  }

  @Test
  void anEventsHeadersAreAsTheirSchemaSays() {
    var event =
        new AcceptedEvent(
            UUID.randomUUID(),
            "default",
            "com.example.order",
            "/shop",
            "o-1",
            "c-1",
            Instant.EPOCH,
            Ids.NO_TRIGGER,
            0,
            0,
            new byte[] {'1'},
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    var headers = PRETTY.valueToTree(event.message().headers());
    assertThat(mistakes("EventHeaders", PRETTY.valueToTree(event.following().message().headers())))
        .isEmpty();
    assertThat(mistakes("EventHeaders", headers)).isEmpty();
    assertThat(((ObjectNode) headers).remove("ce_trigger")).isNotNull();
    assertThat(mistakes("EventHeaders", headers)).isNotEmpty();
  }

  @Test
  void everyReferenceLeadsSomewhereAndEveryComponentIsUsed() {
    var used = new TreeSet<>(document.findValuesAsText("$ref"));
    assertThat(used)
        .allSatisfy(
            reference ->
                assertThat(document.at(reference.substring(1)).isMissingNode())
                    .as(reference)
                    .isFalse());
    for (var kind : List.of("messages", "schemas")) {
      document
          .at("/components/" + kind)
          .fieldNames()
          .forEachRemaining(name -> assertThat(used).contains("#/components/" + kind + "/" + name));
    }
  }

  /**
   * Run with {@code -Dsequitur.write=true} to write the copy anew, and look at what has changed.
   */
  @Test
  void theCommittedCopyIsTheDocument() throws IOException {
    var copy = Path.of("../docs/asyncapi.json");
    var text = PRETTY.writeValueAsString(document) + "\n";
    if (Boolean.getBoolean("sequitur.write")) {
      Files.writeString(copy, text);
    }
    assertThat(PRETTY.readTree(Files.readString(copy))).isEqualTo(PRETTY.readTree(text));
  }

  /** Fields that have no place in the model that others have made of AsyncAPI 3.0. */
  private static List<String> unknown(ObjectNode document) {
    var names = new ArrayList<String>();
    Library.visitTree(
        Library.readDocumentFromJSONString(document.toString()),
        new AllNodeVisitor() {
          @Override
          protected void visitNode(Node node) {
            if (node.hasExtraProperties()) {
              names.addAll(node.getExtraPropertyNames());
            }
          }
        },
        TraverserDirection.down);
    return names;
  }

  private List<String> mistakes(String schema, JsonNode value) {
    var whole = strict();
    whole.put("$ref", "#/components/schemas/" + schema);
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(whole.toString(), InputFormat.JSON)
        .validate(value.toString(), InputFormat.JSON)
        .stream()
        .map(Object::toString)
        .toList();
  }

  /** The document with every object closed: what a schema does not name is a mistake here. */
  private ObjectNode strict() {
    var strict = document.deepCopy();
    for (var schema : strict.at("/components/schemas")) {
      if (schema.has("properties")) {
        ((ObjectNode) schema).put("additionalProperties", false);
      }
    }
    return strict;
  }
}
