package dev.sequitur.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.cli.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestsTest {

  private final FakeGateway gateway = new FakeGateway();

  private final Path folder;

  ManifestsTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void warningsAreToldWithTheirPlacesAndForbidNothing() throws IOException {
    var file =
        Files.writeString(
            folder.resolve("a.yaml"),
            "kind: Rule\nmetadata: { name: narrow }\nspec:\n  on: [a]\n  when: data.a > 2\n");
    gateway.replies(
        "/manifests",
        """
        {"documents":[{"index":0,"kind":"Rule","name":"narrow","result":"valid","warnings":[
          {"pointer":"/spec/when","code":"SHADOWED","detail":"narrow, wide: does no more"}]}]}
        """);
    for (var command : new String[] {"validate", "apply"}) {
      assertThat(gateway.run(command, "-f", file.toString())).isEqualTo(Exit.OK);
    }
    assertThat(gateway.err().lines())
        .containsExactly(
            "warning: " + file + ":5 Rule/narrow /spec/when: narrow, wide: does no more (SHADOWED)",
            "warning: "
                + file
                + ":5 Rule/narrow /spec/when: narrow, wide: does no more (SHADOWED)");
    assertThat(gateway.out()).startsWith("1 manifest is valid.\n").doesNotContain("SHADOWED");
  }
}
