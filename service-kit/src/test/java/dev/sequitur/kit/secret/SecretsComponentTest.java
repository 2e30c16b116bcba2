package dev.sequitur.kit.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sequitur.contracts.SecretStored;
import dev.sequitur.contracts.Topics;
import dev.sequitur.kit.kafka.CompactedLogs;
import dev.sequitur.kit.test.Infrastructure;
import dev.sequitur.kit.test.TopicProbe;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Secrets come from the topic, the newest version of each, and open for their workspace alone. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class SecretsComponentTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  @Inject CompactedLogs logs;
  @Inject SecretConfig config;

  @ConfigProperty(name = "sequitur.kafka.bootstrap-servers")
  String bootstrapServers;

  private final String workspace = "w-" + UUID.randomUUID();
  private Secrets secrets;
  private TopicProbe probe;

  @BeforeEach
  void open() {
    secrets = new Secrets(logs, config);
    secrets.readKeys(new StartupEvent());
    probe = new TopicProbe(bootstrapServers);
  }

  @AfterEach
  void close() {
    probe.close();
  }

  @Test
  void theNewestVersionWinsInWhateverOrderTheyCome() {
    say(2, "second");
    say(1, "first");
    secrets.follow();

    await().atMost(SOON).until(() -> secrets.exists(workspace, "token"));
    say(3, "third");
    await().atMost(SOON).until(() -> "third".equals(opened()));
    say(2, "second");
    say("other", 1, "other");
    await().atMost(SOON).until(() -> secrets.exists(workspace, "other"));

    assertThat(opened()).isEqualTo("third");
  }

  @Test
  void anUnreadableRecordAndATombstoneStopNoneBehindThem() {
    probe.raw(Topics.SECRETS.name(), "x", "{".getBytes(StandardCharsets.UTF_8), Map.of());
    say(1, "value");
    secrets.follow();

    await().atMost(SOON).until(() -> secrets.exists(workspace, "token"));

    assertThat(opened()).isEqualTo("value");
  }

  @Test
  void whatIsDeletedIsNotThere() {
    secrets.put(sealed("token", 1, "value"));
    secrets.put(new SecretStored(workspace, "token", 2, null));

    assertThat(secrets.exists(workspace, "token")).isFalse();
    assertThatThrownBy(() -> secrets.open(workspace, "token"))
        .isInstanceOf(SecretUnavailableException.class);
  }

  @Test
  void anotherWorkspaceHasNothingOfIt() {
    secrets.put(sealed("token", 1, "value"));
    var moved = sealed("token", 1, "value").ciphertext();
    secrets.put(new SecretStored("thief", "token", 1, moved));

    assertThat(secrets.exists("nobody", "token")).isFalse();
    assertThatThrownBy(() -> secrets.open("thief", "token"))
        .isInstanceOf(SecretUnavailableException.class)
        .hasMessageNotContaining("value");
  }

  @Test
  void whatIsNoBase64IsUnavailableAndNoFaultOfAnotherKind() {
    secrets.put(new SecretStored(workspace, "token", 1, "not base64!"));

    assertThatThrownBy(() -> secrets.open(workspace, "token"))
        .isInstanceOf(SecretUnavailableException.class);
  }

  @Test
  void whatWasStoredBeforeAnInstantIsThereByIt() throws InterruptedException {
    secrets.follow();
    say(1, "value");

    assertThat(secrets.existsBy(Instant.now(), workspace, "token")).isTrue();
    assertThat(secrets.existsBy(Instant.now(), workspace, "nothing")).isFalse();
  }

  private String opened() {
    return secrets.open(workspace, "token").revealText();
  }

  private void say(int version, String value) {
    say("token", version, value);
  }

  private void say(String name, int version, String value) {
    probe.produce(sealed(name, version, value).message());
  }

  private SecretStored sealed(String name, int version, String value) {
    var bytes =
        secrets.cipher().seal(value.getBytes(StandardCharsets.UTF_8), workspace, name, version);
    return new SecretStored(workspace, name, version, Base64.getEncoder().encodeToString(bytes));
  }
}
