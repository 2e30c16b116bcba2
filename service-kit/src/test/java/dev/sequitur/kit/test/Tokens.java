package dev.sequitur.kit.test;

import io.smallrye.jwt.build.Jwt;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Set;

/** Internal tokens as the gateway mints them, signed with a key made for this run of the tests. */
public final class Tokens {

  private static final String PRIVATE = "sequitur.test.private-key";
  private static final String PUBLIC = "sequitur.test.public-key";

  private Tokens() {}

  /** A token of the principal {@code tester} for one workspace with these permissions. */
  public static String of(String workspace, String... permissions) {
    return sign(workspace, Duration.ofMinutes(10), permissions);
  }

  /** A token that ran out an hour ago. */
  public static String expired(String workspace, String... permissions) {
    return sign(workspace, Duration.ofHours(-1), permissions);
  }

  static Map<String, String> configuration() {
    if (System.getProperty(PUBLIC) == null) {
      var pair = keyPair();
      // Quarkus loads the tests and the test resource in two class loaders: they share properties.
      System.setProperty(PRIVATE, encode(pair.getPrivate().getEncoded()));
      System.setProperty(PUBLIC, encode(pair.getPublic().getEncoded()));
    }
    return Map.of("sequitur.internal.public-key", System.getProperty(PUBLIC));
  }

  private static String sign(String workspace, Duration life, String... permissions) {
    var now = System.currentTimeMillis() / 1000;
    return Jwt.issuer("sequitur")
        .audience("sequitur")
        .subject("tester")
        .claim("workspace", workspace)
        .groups(Set.of(permissions))
        .issuedAt(Math.min(now, now + life.toSeconds() - 60))
        .expiresAt(now + life.toSeconds())
        .sign(privateKey());
  }

  /** The key that stands for the gateway's. */
  public static java.security.PrivateKey privateKey() {
    try {
      var encoded = Base64.getDecoder().decode(System.getProperty(PRIVATE));
      return java.security.KeyFactory.getInstance("RSA")
          .generatePrivate(new java.security.spec.PKCS8EncodedKeySpec(encoded));
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair keyPair() {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String encode(byte[] key) {
    return Base64.getEncoder().encodeToString(key);
  }
}
