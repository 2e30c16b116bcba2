package dev.sequitur.local.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResourceUseTest {

  @Test
  void timeIsOwnAndThatOfChildrenWhichHaveEnded() {
    String stat = "9 (postgres: a) S 1 2 3 4 5 6 7 8 9 10 100 20 30 4 20 0 1 0 12345";

    assertThat(ResourceUse.cpu(stat)).isEqualTo(Duration.ofMillis(1_540));
  }

  @Test
  void sharedMemoryCountsOnce() {
    List<String> rollup = List.of("Rss:   900 kB", "Pss:   300 kB", "Pss_Anon:   200 kB");

    assertThat(ResourceUse.memory(rollup)).isEqualTo(300 * 1024);
  }

  @Test
  void theEndOfALogIsItsLastLines(@TempDir Path folder) throws Exception {
    Path log = folder.resolve("part.log");
    Files.writeString(
        log,
        IntStream.rangeClosed(1, 1_000)
            .mapToObj(Integer::toString)
            .collect(Collectors.joining("\n")));

    assertThat(LogFile.tail(log, 2)).isEqualTo("999\n1000");
    assertThat(LogFile.tail(folder.resolve("none"), 2)).isEmpty();
  }

  @Test
  void doorsEndFirstAndStoresLast() {
    assertThat(Shutdown.turnOf("gateway")).isLessThan(Shutdown.turnOf("rule-service"));
    assertThat(Shutdown.turnOf("executor-service")).isLessThan(Shutdown.turnOf("broker"));
    assertThat(Shutdown.turnOf("broker")).isEqualTo(Shutdown.turnOf("database"));
  }
}
