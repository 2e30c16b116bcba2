package dev.sequitur.rule.past;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.kit.kafka.KafkaConfig;
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

class EventLogTest {

  @Test
  void whoLooksBackProvesWhoTheyAreLikeEveryOtherClient(@TempDir Path folder) throws IOException {
    var file = Files.writeString(folder.resolve("client.properties"), "sasl.mechanism=PLAIN\n");
    var config =
        new SmallRyeConfigBuilder()
            .withMapping(KafkaConfig.class)
            .withConverter(Duration.class, 200, new DurationConverter())
            .withSources(
                new PropertiesConfigSource(
                    Map.of(
                        "sequitur.kafka.bootstrap-servers",
                        "broker:9092",
                        "sequitur.kafka.client-file",
                        file.toString()),
                    "test",
                    100))
            .build()
            .getConfigMapping(KafkaConfig.class);

    assertThat(EventLog.settings(config, "looking-back", 7))
        .containsEntry("sasl.mechanism", "PLAIN")
        .containsEntry("bootstrap.servers", "broker:9092")
        .containsEntry("max.poll.records", 7);
  }
}
