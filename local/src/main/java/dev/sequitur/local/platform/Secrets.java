package dev.sequitur.local.platform;

import dev.sequitur.local.database.RolePasswords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What this installation keeps to itself: drawn once, each in a file of its own that only this user
 * can read.
 *
 * @param folder {@code .sequitur/secrets}
 */
public record Secrets(Path folder) {

  private static final int KEY_BYTES = 32;
  private static final int RSA_BITS = 2048;
  private static final String USER_KEY = "user.key";
  private static final String PRIVATE_KEY = "internal-private-key.pem";
  private static final String PUBLIC_KEY = "internal-public-key.txt";

  /** The password of the database's superuser. */
  public String superuserPassword() {
    return text("database-superuser", RolePasswords::randomPassword);
  }

  /** Keeps the superuser's password of a database that is not ours. */
  public void rememberSuperuserPassword(String password) {
    write("database-superuser", password);
  }

  /** The passwords of one schema's roles. */
  public RolePasswords passwords(String schema) {
    return new RolePasswords(
        text("database-" + schema + "-owner", RolePasswords::randomPassword),
        text("database-" + schema + "-api", RolePasswords::randomPassword),
        text("database-" + schema + "-path", RolePasswords::randomPassword));
  }

  /** Verifies the internal token: X.509 DER in base64, one line. */
  public String internalPublicKey() {
    makeKeyPair();
    return read(PUBLIC_KEY);
  }

  /** Signs the internal token: PKCS#8 PEM. */
  public Path internalPrivateKeyFile() {
    makeKeyPair();
    return folder.resolve(PRIVATE_KEY);
  }

  /**
   * Encrypts stored secrets: lines {@code id:base64 of 32 bytes}, the first is used for new ones.
   */
  public Path secretsKeyFile() {
    text("secrets.keys", () -> "local-1:" + randomKey());
    return folder.resolve("secrets.keys");
  }

  /** Signs one-time sign-in links: base64 of 32 bytes. */
  public Path signInKeyFile() {
    signInKey();
    return folder.resolve("sign-in.key");
  }

  /** The API key that the commands for users have made for themselves, if they have. */
  public Optional<String> userKey() {
    return Files.exists(folder.resolve(USER_KEY)) ? Optional.of(read(USER_KEY)) : Optional.empty();
  }

  /** Keeps the API key of the commands for users. */
  public void rememberUserKey(String key) {
    write(USER_KEY, key);
  }

  byte[] signInKey() {
    return Base64.getDecoder().decode(text("sign-in.key", Secrets::randomKey));
  }

  private synchronized void makeKeyPair() {
    // The public half is written last: as long as it is missing, the pair is not finished.
    if (Files.exists(folder.resolve(PUBLIC_KEY))) {
      return;
    }
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(RSA_BITS);
      KeyPair pair = generator.generateKeyPair();
      write(PRIVATE_KEY, pem(pair.getPrivate().getEncoded()));
      write(PUBLIC_KEY, Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has RSA", e);
    }
  }

  private static String pem(byte[] key) {
    String body =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(key);
    return "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n";
  }

  private static String randomKey() {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    return Base64.getEncoder().encodeToString(key);
  }

  private synchronized String text(String name, Supplier<String> draw) {
    if (!Files.exists(folder.resolve(name))) {
      write(name, draw.get());
    }
    return read(name);
  }

  private String read(String name) {
    try {
      return Files.readString(folder.resolve(name)).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Complete or not at all: a launcher that is killed here leaves no half key. */
  private void write(String name, String text) {
    try {
      Path unfinished = folder.resolve(name + ".new");
      Files.deleteIfExists(unfinished);
      Files.createFile(
          unfinished,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(unfinished, text + "\n");
      Files.move(unfinished, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
