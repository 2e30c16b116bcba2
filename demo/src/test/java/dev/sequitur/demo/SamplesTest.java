package dev.sequitur.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.cli.manifest.Bundle;
import dev.sequitur.cli.manifest.Document;
import dev.sequitur.cli.manifest.ManifestFiles;
import dev.sequitur.local.Repository;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SamplesTest {

  private static final Path FOLDER = Repository.find().root().resolve("demo/samples");

  private static Bundle read(Path path) {
    return ManifestFiles.read(List.of(path.toString()), InputStream.nullInputStream());
  }

  @Test
  void thereAreFiveAndEachSaysWhatItShows() throws IOException {
    try (var files = Files.list(FOLDER)) {
      assertThat(files)
          .hasSizeGreaterThanOrEqualTo(5)
          .allSatisfy(file -> assertThat(file).content().startsWith("# ").contains("# Shows: "));
    }
  }

  @Test
  void everyManifestCarriesTheLabelByWhichItIsRemoved() {
    assertThat(read(FOLDER).documents())
        .allSatisfy(
            document ->
                assertThat(document.json().at("/metadata/labels/demo").asText())
                    .as(document.label())
                    .isEqualTo("true"))
        .extracting(Document::label)
        .doesNotHaveDuplicates();
  }

  @Test
  void addressesAreThoseThatAreUsed() {
    var text = Samples.manifests(new Doors(20_000));
    assertThat(text)
        .contains("http://127.0.0.1:20000/alerts", "http://127.0.0.1:20002/payments", "port: 20001")
        .doesNotContain(":8090", "8091", ":8092");
  }
}
