package dev.sequitur.gateway.account;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** One-time sign-in links. */
@ConfigMapping(prefix = "sequitur.sign-in")
public interface SignInConfig {

  /** File with the base64 of the 32 bytes that sign links; without it no link is valid. */
  Optional<String> keyFile();
}
