package dev.sequitur.gateway;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The gateway as a client of the realm in {@code src/test/keycloak}. */
public final class KeycloakSettings implements QuarkusTestResourceLifecycleManager {

  private @Nullable Path secret;

  /** After the keys of all tests, some of which these replace. */
  @Override
  public int order() {
    return 10;
  }

  @Override
  public Map<String, String> start() {
    try {
      var file = Files.createTempFile("sequitur-keycloak", ".secret");
      Files.writeString(file, "only-for-this-test");
      secret = file;
      return Map.of(
          TestIssuer.key(TestIssuer.COMPANY, "url"),
          System.getProperty(KeycloakComponentTest.ISSUER, ""),
          TestIssuer.key(TestIssuer.COMPANY, "client-secret-file"),
          file.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {
    try {
      Files.deleteIfExists(Objects.requireNonNull(secret));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
