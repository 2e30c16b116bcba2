package dev.sequitur.gateway.token;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** The key pair of the internal token. */
@ConfigMapping(prefix = "sequitur.internal")
public interface InternalConfig {

  /** Services verify with it; the gateway itself has no use for it. */
  Optional<String> publicKey();

  /** PKCS#8 PEM file with the RSA key that signs. */
  String privateKeyFile();
}
