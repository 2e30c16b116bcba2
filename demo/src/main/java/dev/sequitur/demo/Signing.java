package dev.sequitur.demo;

import dev.sequitur.cli.gateway.Gateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * The demo's secrets. Nobody can read them back from the gateway, so that what the generator signs
 * with, and the receiver verifies with, is kept in a file of this user's until the demo is removed.
 */
final class Signing {

  static final List<String> NAMES = List.of("demo-tickets", "demo-partner", "demo-chat");

  private static final int BYTES = 32;

  private final Path file;

  Signing(Path secrets) {
    this.file = secrets.resolve("demo-signing.key");
  }

  /** {@code whsec_…}; drawn the first time. */
  String key() throws IOException {
    if (!Files.exists(file)) {
      var drawn = new byte[BYTES];
      new SecureRandom().nextBytes(drawn);
      var owner = PosixFilePermissions.fromString("rw-------");
      Files.createFile(file, PosixFilePermissions.asFileAttribute(owner));
      Files.writeString(file, "whsec_" + Base64.getEncoder().encodeToString(drawn));
    }
    return Files.readString(file);
  }

  void store(Gateway gateway, Doors doors) throws IOException {
    var values =
        Map.of(
            "demo-tickets", key(),
            "demo-partner", key(),
            "demo-chat", doors.address() + "/chat");
    for (var name : NAMES) {
      gateway.put("/secrets/" + name, "{\"value\": \"" + values.get(name) + "\"}");
    }
  }

  void forget() throws IOException {
    Files.deleteIfExists(file);
  }
}
