package dev.sequitur.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.e2e.rig.Rig;
import dev.sequitur.local.Repository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The README's first automation, typed word for word by a newcomer's shell. */
@ExtendWith(SharedRig.class)
class ReadmeE2E {

  private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

  @Test
  void firstAutomationDoesWhatTheReadmeSays(Rig rig, @TempDir Path elsewhere) throws Exception {
    var root = Repository.find().root();
    var words = words(Files.readString(root.resolve("README.md")));
    var script = elsewhere.resolve("readme.sh");
    Files.writeString(script, surroundings(rig) + words);
    var printed = run(root, script, rig);
    assertThat(printed).contains("\"eventId\"").contains("POST /orders key ").contains("SUCCEEDED");
    assertThat(printed).doesNotContain("REJECTED");
  }

  /** All shell blocks of the section, as they stand. */
  private static String words(String readme) {
    var section = readme.substring(readme.indexOf("## The first automation"));
    section = section.substring(0, section.indexOf("\n## ", 5));
    var words = new StringBuilder();
    var blocks = BLOCK.matcher(section);
    while (blocks.find()) {
      words.append(blocks.group(1)).append('\n');
    }
    assertThat(words).isNotEmpty();
    return words.toString();
  }

  /**
   * The words stay as they are; only the usual port is another one here, as the platform is the
   * tests'.
   */
  private static String surroundings(Rig rig) {
    return """
        set -eo pipefail
        export SEQUITUR_HOME=%s SEQUITUR_NO_BUILD=true
        curl() { command curl "${@//http:\\/\\/127.0.0.1:8080/%s}"; }
        trap 'kill $(jobs -p) 2>/dev/null; rm -f answer.json' EXIT
        """
        .formatted(rig.folder(), rig.platform().gateway().replace("/", "\\/"));
  }

  private static String run(Path root, Path script, Rig rig)
      throws IOException, InterruptedException {
    var process =
        new ProcessBuilder("bash", script.toString())
            .directory(root.toFile())
            .redirectErrorStream(true)
            .start();
    var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(printed + " with " + rig.folder()).isZero();
    return printed;
  }
}
