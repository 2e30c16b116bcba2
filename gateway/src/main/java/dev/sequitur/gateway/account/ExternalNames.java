package dev.sequitur.gateway.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Names of accounts, made from names that issuers give. */
final class ExternalNames {

  private static final int LONGEST = 63;
  private static final int HASH_CHARACTERS = 12;

  private ExternalNames() {}

  /** In the alphabet of accounts; null if nothing is left. */
  static @Nullable String plain(String name) {
    var text = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    var cut = text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    return cut.isEmpty() ? null : cut.replaceAll("-$", "");
  }

  /** A name of one's own, the same whenever it is made. */
  static String apart(@Nullable String plain, String issuer, String subject) {
    var room = LONGEST - HASH_CHARACTERS - 1;
    var head = plain == null ? "user" : plain;
    var cut = head.length() <= room ? head : head.substring(0, room);
    return cut.replaceAll("-$", "") + "-" + hash(issuer + "\n" + subject);
  }

  private static String hash(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of()
          .formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)))
          .substring(0, HASH_CHARACTERS);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
