package dev.sequitur.local.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTest {

  @Test
  void theUsualPortsAreThoseInTheDocumentation() {
    Ports usual = Ports.usual();

    assertThat(usual.of(Service.GATEWAY)).isEqualTo(8080);
    assertThat(usual.of(Service.TRIGGER)).isEqualTo(8081);
    assertThat(usual.of(Service.REPORTING)).isEqualTo(8085);
    assertThat(usual.of(Ports.BROKER)).isEqualTo(9092);
    assertThat(usual.of(Ports.DATABASE)).isEqualTo(15432);
  }

  @Test
  void aBaseGivesEachPartAPortOfItsOwnAndLeavesTheOneAfterTheBroker() {
    Ports ports = Ports.from(20_000);

    assertThat(new HashSet<>(ports.byPart().values())).hasSize(8).doesNotContain(20_008);
    assertThat(ports.of(Service.GATEWAY)).isEqualTo(20_000);
    assertThat(ports.of(Ports.BROKER)).isEqualTo(20_007);
  }

  @Test
  void replicasListenTenHigherEach() {
    Ports ports = Ports.from(20_000);

    assertThat(ports.of(Service.EXECUTOR, 0)).isEqualTo(20_003);
    assertThat(ports.of(Service.EXECUTOR, 2)).isEqualTo(20_023);
  }

  @Test
  void settingsAreRememberedAsTheyWere(@TempDir Path folder) {
    Settings settings =
        new Settings(
            Ports.from(20_000).with(Ports.BROKER, 7),
            Optional.of("kafka.example:9092"),
            Optional.of("jdbc:postgresql://db.example:5432/sequitur"),
            "chief",
            Replicas.single().with("executor=3,rule-service=2"));
    Path file = folder.resolve("settings.properties");

    settings.store(file);

    assertThat(Settings.load(file)).isEqualTo(settings);
  }

  @Test
  void withoutMemoryTheSettingsAreTheUsualOnes(@TempDir Path folder) {
    Settings settings = Settings.load(folder.resolve("nothing"));

    assertThat(settings).isEqualTo(Settings.on(Ports.usual()));
    assertThat(settings.kafka()).isEqualTo("127.0.0.1:9092");
    assertThat(settings.databaseUrl()).isEqualTo("jdbc:postgresql://127.0.0.1:15432/sequitur");
  }

  @Test
  void aPartThatDoesNotExistHasNoPort() {
    assertThatThrownBy(() -> Ports.usual().of("nobody")).hasMessageContaining("nobody");
  }
}
