package dev.sequitur.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Golden vectors: these ids stand in logs and databases and must never change. */
class IdsTest {

  private static final UUID TRIGGER = UUID.fromString("0b9d4f5e-3a51-4c7e-9d2b-5f8f6f0c1a2b");
  private static final UUID RULE = UUID.fromString("7c1f6f0e-52f3-4a0b-8a58-2d7a6f1f9e11");

  @Test
  void eventIdIsGolden() {
    assertThat(Ids.event("default", TRIGGER, "order-1"))
        .isEqualTo(UUID.fromString("4d636c54-f9ae-8bca-975a-1a9c0118f07b"));
  }

  @Test
  void runIdIsGolden() {
    var event = Ids.event("default", TRIGGER, "order-1");
    assertThat(Ids.run("default", RULE, event, 0))
        .isEqualTo(UUID.fromString("06c5e3eb-4dd1-8f2d-a3a0-4da34c0888b8"));
    assertThat(Ids.run("default", RULE, event, 1)).isNotEqualTo(Ids.run("default", RULE, event, 0));
  }

  @Test
  void commandIdIsGolden() {
    var run = Ids.run("default", RULE, Ids.event("default", TRIGGER, "order-1"), 0);
    assertThat(Ids.command(run, "tell", 0))
        .isEqualTo(UUID.fromString("651dfe3c-0bc3-8d01-9379-2394c8f0ab49"));
  }

  @Test
  void emittedEventIdIsOneForEachCommandAndWorkspace() {
    var id = Ids.emitted("default", "651dfe3c-0bc3-8d01-9379-2394c8f0ab49");
    assertThat(id)
        .isEqualTo(Ids.derive("emitted", "default", "651dfe3c-0bc3-8d01-9379-2394c8f0ab49"));
    assertThat(id).isNotEqualTo(Ids.emitted("other", "651dfe3c-0bc3-8d01-9379-2394c8f0ab49"));
    assertThat(id).isNotEqualTo(Ids.emitted("default", "651dfe3c-0bc3-8d01-9379-2394c8f0ab49/1"));
  }

  @Test
  void notificationIdIsGolden() {
    var cause = "command/651dfe3c-0bc3-8d01-9379-2394c8f0ab49/0";
    assertThat(Ids.notification("default", RULE, "role:operator", cause))
        .isEqualTo(UUID.fromString("c4c5da75-d60a-84d9-ac03-37503e460213"));
  }

  @Test
  void brakeIdIsGolden() {
    assertThat(Ids.brake("default", RULE, Duration.ofMinutes(1), "\"customer-1\""))
        .isEqualTo(UUID.fromString("29fac32c-93a6-8cd2-a5e4-f4a31c60b336"));
  }

  @Test
  void derivationIsSha256OverLengthPrefixedFields() throws Exception {
    var bytes = ByteBuffer.allocate(4 + 1 + 4 + 2).putInt(1).put((byte) 'a').putInt(2);
    bytes.put("bc".getBytes(StandardCharsets.UTF_8));
    var hash = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
    var id = Ids.derive("a", "bc");
    assertThat(id.getMostSignificantBits() & ~0xF000L).isEqualTo(hash.getLong() & ~0xF000L);
    assertThat(id.version()).isEqualTo(8);
    assertThat(id.variant()).isEqualTo(2);
  }

  @Test
  void generationShowsInTheTargetKeyOnlyAfterAChange() {
    var command = UUID.fromString("00000000-0000-8000-8000-000000000001");
    assertThat(Ids.targetKey(command, 0)).isEqualTo(command.toString());
    assertThat(Ids.targetKey(command, 2)).isEqualTo(command + "/2");
  }
}
