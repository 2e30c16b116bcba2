package dev.sequitur.kit.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How clients prove who they are: by an operator's file, which may say nothing else. */
class ClientAccessTest {

  private final Path folder;

  ClientAccessTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void withoutAFileTheConnectionIsPlain() {
    assertThat(ClientAccess.of(config(Map.of())))
        .containsExactlyEntriesOf(Map.of("bootstrap.servers", "broker:9092"));
  }

  @Test
  void whatTheFileSaysIsAddedToAClientsSettings() throws IOException {
    var file = file("security.protocol=SASL_SSL\nssl.truststore.type=PEM\nsasl.mechanism=X\n");
    assertThat(ClientAccess.with(config(file), ClientSettings.producer("elsewhere:1")))
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("ssl.truststore.type", "PEM")
        .containsEntry("bootstrap.servers", "broker:9092")
        .containsEntry("acks", "all");
  }

  @Test
  void aCredentialMayStandInAFileOfItsOwn() throws IOException {
    var file =
        file(
            """
            sasl.jaas.config=${directory:/run/secrets/kafka-user:sasl.jaas.config}
            config.providers=directory
            config.providers.directory.class=org.apache.kafka.common.config.provider.DirectoryConfigProvider
            """);
    assertThat(ClientAccess.of(config(file))).containsEntry("config.providers", "directory");
  }

  @Test
  void aSettingThatGuaranteesRestOnIsRefused() throws IOException {
    for (var line : new String[] {"acks=1", "isolation.level=read_uncommitted", "group.id=x"}) {
      var config = config(file(line + "\n"));
      assertThatThrownBy(() -> ClientAccess.of(config))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("sequitur.kafka.client-file holds " + line.split("=")[0]);
    }
  }

  @Test
  void aFileThatCannotBeReadIsNamed() throws IOException {
    var absent = folder.resolve("absent").toString();
    assertThatThrownBy(() -> ClientAccess.of(config(Map.of("client-file", absent))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("sequitur.kafka.client-file cannot be read: " + absent);
    var broken = config(file("a=\\u00zz\n"));
    assertThatThrownBy(() -> ClientAccess.of(broken)).hasMessageContaining("cannot be read");
  }

  private Map<String, String> file(String text) throws IOException {
    var file = Files.writeString(folder.resolve("client.properties"), text);
    return Map.of("client-file", file.toString());
  }

  private static KafkaConfig config(Map<String, String> keys) {
    var properties = new java.util.HashMap<String, String>();
    properties.put("sequitur.kafka.bootstrap-servers", "broker:9092");
    keys.forEach((key, value) -> properties.put("sequitur.kafka." + key, value));
    return new SmallRyeConfigBuilder()
        .withMapping(KafkaConfig.class)
        .withConverter(Duration.class, 200, new DurationConverter())
        .withSources(new PropertiesConfigSource(properties, "test", 100))
        .build()
        .getConfigMapping(KafkaConfig.class);
  }
}
