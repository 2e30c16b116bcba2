package dev.sequitur.gateway.token;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** The private half of the key pair that services trust; read once, at the start. */
@ApplicationScoped
class SigningKey {

  private final PrivateKey key;

  SigningKey(InternalConfig config) {
    this.key = read(Path.of(config.privateKeyFile()));
  }

  PrivateKey key() {
    return key;
  }

  static PrivateKey read(Path file) {
    try {
      var body = Files.readString(file).replaceAll("-----[A-Z ]+-----|\\s", "");
      var der = Base64.getDecoder().decode(body);
      return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
    } catch (IOException e) {
      throw new UncheckedIOException("the key of the internal token cannot be read", e);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalStateException(file + " holds no RSA key in PKCS#8 PEM", e);
    }
  }
}
