package dev.sequitur.local.database;

import java.security.SecureRandom;
import java.util.HexFormat;

/** The passwords of one schema's three roles. */
public record RolePasswords(String owner, String api, String path) {

  private static final int BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** New ones, drawn. */
  public static RolePasswords random() {
    return new RolePasswords(randomPassword(), randomPassword(), randomPassword());
  }

  /** 128 random bits in letters and digits that need no quoting anywhere. */
  public static String randomPassword() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public String toString() {
    return "RolePasswords[hidden]";
  }
}
