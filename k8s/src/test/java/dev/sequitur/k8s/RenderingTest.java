package dev.sequitur.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every overlay renders, and what is kept in {@code rendered/} is what it renders to. After a
 * change: {@code ./mvnw -pl k8s -am test -Dtest=RenderingTest -Dsequitur.write=true
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class RenderingTest {

  @Test
  void whatIsKeptIsWhatKubectlRenders(@TempDir Path folder) throws Exception {
    assumeTrue(isThere("kubectl"), "no kubectl here: the kept texts are checked as they are");
    for (var overlay : Overlay.ALL) {
      var rendered = run("kubectl", "kustomize", overlay.source().toString());
      if (Boolean.getBoolean("sequitur.write")) {
        Files.writeString(overlay.rendered(), rendered);
      }
      // As trees: versions of kubectl quote differently.
      var fresh = Files.writeString(folder.resolve(overlay.name() + ".yaml"), rendered);
      assertThat(overlay.objects()).as(overlay.name()).isEqualTo(Overlay.read(fresh));
    }
  }

  @Test
  void everyOverlayHasAllServicesAndTheMigration() {
    for (var overlay : Overlay.ALL) {
      assertThat(overlay.ofKind("Deployment"))
          .extracting(Overlay::name)
          .containsExactlyInAnyOrderElementsOf(overlay.deployments());
      assertThat(overlay.ofKind("Job")).extracting(Overlay::name).containsExactly("migration");
    }
  }

  private static boolean isThere(String program) throws InterruptedException {
    try {
      return new ProcessBuilder(program, "version", "--client").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static String run(String... command) throws IOException, InterruptedException {
    var process = new ProcessBuilder(command).start();
    var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    var errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(errors).isZero();
    return text;
  }
}
