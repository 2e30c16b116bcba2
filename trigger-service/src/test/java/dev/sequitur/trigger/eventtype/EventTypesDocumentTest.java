package dev.sequitur.trigger.eventtype;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.contracts.Wire;
import dev.sequitur.kit.definition.Documents;
import dev.sequitur.kit.definition.ManifestReader;
import dev.sequitur.trigger.eventtype.domain.Inference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every example of {@code docs/event-types.md} does as it says. */
class EventTypesDocumentTest {

  private final String document = Files.readString(Path.of("../docs/event-types.md"));

  EventTypesDocumentTest() throws IOException {}

  @Test
  void theManifestIsAccepted() throws IOException {
    var reading =
        ManifestReader.read(Documents.one("yaml", blocks("yaml").getFirst().getBytes(UTF_8)));
    assertThat(reading.errors()).isEmpty();
    var manifest = Objects.requireNonNull(reading.manifest());
    assertThat(EventTypeReader.errors(manifest.spec(), "/spec")).isEmpty();
  }

  @Test
  void theInferenceAnswersAsItIsShown() throws IOException {
    var request = InferenceRequest.read(blocks("json").get(0).getBytes(UTF_8));
    var answer = Wire.json().readTree(blocks("json").get(1));
    var schema = Inference.schema(request.samples(), request.closed());
    assertThat(Wire.json().readTree(Wire.write(schema))).isEqualTo(answer.at("/spec/schema"));
    assertThat(request.name()).isEqualTo(answer.at("/metadata/name").asText());
  }

  private List<String> blocks(String language) {
    return Pattern.compile("(?ms)^```" + language + "\\n(.*?)^```")
        .matcher(document)
        .results()
        .map(block -> block.group(1))
        .toList();
  }
}
