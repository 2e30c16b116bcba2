package dev.sequitur.gateway;

import dev.sequitur.local.FreePorts;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The gateway's keys for one run of the tests, and where its owners are to be found. */
public final class Keys implements QuarkusTestResourceLifecycleManager {

  /** Tests and test resources may be loaded apart from each other: they share properties. */
  static final String PUBLIC_KEY = "sequitur.test.gateway.public-key";

  /** 32 bytes that tests sign links with, too. */
  static final byte[] SIGN_IN_KEY = "0123456789abcdef0123456789abcdef".getBytes();

  private @Nullable Path folder;

  @Override
  public Map<String, String> start() {
    try {
      var place = Files.createTempDirectory("sequitur-gateway-test");
      folder = place;
      var settings = new HashMap<String, String>();
      settings.put("sequitur.internal.private-key-file", privateKey(place).toString());
      var signIn = place.resolve("sign-in.key");
      Files.writeString(signIn, Base64.getEncoder().encodeToString(SIGN_IN_KEY) + "\n");
      settings.put("sequitur.sign-in.key-file", signIn.toString());
      settings.put("sequitur.gateway.session-cache", "300ms");
      settings.put("sequitur.gateway.max-in-flight", "4");
      settings.put("sequitur.gateway.key-reconciliation", "1s");
      settings.putAll(issuers(place));
      for (var owner : FakeOwner.NAMES) {
        var url = "http://127.0.0.1:" + FreePorts.one();
        settings.put("sequitur.services." + owner + ".url", url);
      }
      return settings;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Two of them: people may be the same at both, and are told apart. */
  private static Map<String, String> issuers(Path folder) throws IOException {
    var settings = new HashMap<String, String>();
    settings.put("sequitur.gateway.oidc.address", TestIssuer.GATEWAY);
    settings.putAll(issuer(folder, TestIssuer.COMPANY));
    settings.putAll(issuer(folder, TestIssuer.PARTNER));
    var company = TestIssuer.key(TestIssuer.COMPANY, "");
    settings.put(company + "label", "Company");
    settings.put(
        company + "roles", "shop-ops=default:operator,shop-admins=default:owner,x=not-made:owner");
    settings.put(TestIssuer.key(TestIssuer.PARTNER, "groups-claim"), "teams");
    settings.put(
        TestIssuer.key(TestIssuer.PARTNER, "roles"), "ops=default:viewer,leads=default:editor");
    return settings;
  }

  private static Map<String, String> issuer(Path folder, String name) throws IOException {
    var secret = folder.resolve(name + ".secret");
    Files.writeString(secret, TestIssuer.SECRET + "\n");
    return Map.of(
        TestIssuer.key(name, "url"),
        "http://127.0.0.1:" + FreePorts.one(),
        TestIssuer.key(name, "client-id"),
        TestIssuer.CLIENT,
        TestIssuer.key(name, "client-secret-file"),
        secret.toString(),
        TestIssuer.key(name, "audience"),
        TestIssuer.AUDIENCE);
  }

  private static Path privateKey(Path folder) throws IOException {
    var pair = pair();
    System.setProperty(
        PUBLIC_KEY, Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()));
    var file = folder.resolve("private.pem");
    var body = Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded());
    Files.writeString(
        file, "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n");
    return file;
  }

  private static KeyPair pair() {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void stop() {
    try (var files = Files.list(Objects.requireNonNull(folder))) {
      files.forEach(file -> file.toFile().delete());
      Files.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
