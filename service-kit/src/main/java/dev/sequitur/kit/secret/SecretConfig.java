package dev.sequitur.kit.secret;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Where the key-encryption keys are. */
@ConfigMapping(prefix = "sequitur.secrets")
public interface SecretConfig {

  /** File with one key a line, {@code id:base64 of 32 bytes}; the first encrypts, all decrypt. */
  Optional<String> keyFile();
}
