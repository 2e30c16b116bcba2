package dev.sequitur.local.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sequitur.local.LocalFailure;
import dev.sequitur.local.platform.Home;
import dev.sequitur.local.platform.Ports;
import dev.sequitur.local.platform.Service;
import dev.sequitur.local.platform.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class UpOptionsTest {

  private static final Settings USUAL = Settings.on(Ports.usual());

  @CommandLine.Command
  private static final class Holder {
    @CommandLine.Mixin UpOptions options = new UpOptions();
  }

  @Test
  void nothingGivenLeavesWhatWasRemembered() {
    assertThat(applied(USUAL)).isEqualTo(USUAL);
  }

  @Test
  void onePortGoesBeforeTheBase() {
    Settings settings = applied(USUAL, "--port-base", "20000", "--rule-port", "7");

    assertThat(settings.ports().of(Service.GATEWAY)).isEqualTo(20_000);
    assertThat(settings.ports().of(Service.RULE)).isEqualTo(7);
  }

  @Test
  void outsideServersAreRememberedUntilOurOwnAreAskedFor() {
    Settings outside =
        applied(
            USUAL,
            "--kafka",
            "kafka.example:9092",
            "--database",
            "jdbc:postgresql://db.example:5432/sequitur",
            "--database-user",
            "chief");

    assertThat(outside.kafka()).isEqualTo("kafka.example:9092");
    assertThat(outside.databaseUrl()).isEqualTo("jdbc:postgresql://db.example:5432/sequitur");
    assertThat(outside.databaseUser()).isEqualTo("chief");
    assertThat(applied(outside)).isEqualTo(outside);
    assertThat(applied(outside, "--kafka", "own", "--database", "own")).isEqualTo(USUAL);
  }

  @Test
  void whatCannotBeUnderstoodIsRefusedByName() {
    assertThatThrownBy(() -> applied(USUAL, "--kafka", "kafka.example"))
        .isInstanceOf(LocalFailure.class)
        .hasMessageContaining("--kafka");
    assertThatThrownBy(() -> applied(USUAL, "--database", "jdbc:mysql://db.example/sequitur"))
        .isInstanceOf(LocalFailure.class)
        .hasMessageContaining("--database");
    assertThatThrownBy(() -> applied(USUAL, "--port-base", "70000"))
        .isInstanceOf(LocalFailure.class)
        .hasMessageContaining("no port");
  }

  @Test
  void replicasAreRememberedPerServiceUntilOneIsAskedFor() {
    Settings three = applied(USUAL, "--replicas", "executor=3, rule-service=2, gateway=2");

    assertThat(three.replicas().of(Service.EXECUTOR)).isEqualTo(3);
    assertThat(three.replicas().of(Service.RULE)).isEqualTo(2);
    assertThat(three.replicas().of(Service.GATEWAY)).isEqualTo(2);
    assertThat(three.replicas().of(Service.TRIGGER)).isEqualTo(1);
    assertThat(applied(three)).isEqualTo(three);
    assertThat(applied(three, "--replicas", "executor=1,rule=1,gateway=1")).isEqualTo(USUAL);
  }

  @Test
  void replicasThatCannotBeHadAreRefused() {
    Map.of(
            "executor", "write executor=3",
            "executor=x", "write executor=3",
            "executor=0", "1 to 9",
            "executor=10", "1 to 9",
            "worker=2", "no service \"worker\": there are gateway, trigger, rule")
        .forEach(
            (given, said) ->
                assertThatThrownBy(() -> applied(USUAL, "--replicas", given))
                    .isInstanceOf(LocalFailure.class)
                    .hasMessageContaining(said));
  }

  @Test
  void aFullDiskIsToldBeforeAnythingIsStarted(@TempDir Path folder) {
    Home home = new Home(folder);

    assertThatThrownBy(() -> DiskSpace.require(home, 100 * 1024 * 1024))
        .isInstanceOf(LocalFailure.class)
        .hasMessageContaining("Only 100 MB are free")
        .hasMessageContaining("SEQUITUR_HOME");
    DiskSpace.require(home, 10L * 1024 * 1024 * 1024);
  }

  @Test
  void agesAreShownAsPeopleSayThem() {
    assertThat(StatusCommand.format(Duration.ofSeconds(65))).isEqualTo("1 m 05 s");
    assertThat(StatusCommand.format(Duration.ofMinutes(125))).isEqualTo("2 h 05 m");
  }

  private static Settings applied(Settings remembered, String... arguments) {
    Holder holder = new Holder();
    new CommandLine(holder).parseArgs(arguments);
    return holder.options.applyTo(remembered);
  }
}
