package dev.sequitur.gateway.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an invited person brings: {@code sqi_workspace_id_secret}, 256 random bits of it secret. The
 * workspace stands in it because rows can only be looked for within one.
 */
record InvitationText(String workspace, String id, String secret) {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Pattern FORM =
      Pattern.compile("sqi_([a-z0-9][a-z0-9-]{0,62})_([0-9a-f]{16})_([A-Za-z0-9_-]{43})");

  static InvitationText draw(String workspace) {
    var id = new byte[8];
    var secret = new byte[32];
    RANDOM.nextBytes(id);
    RANDOM.nextBytes(secret);
    return new InvitationText(
        workspace,
        HexFormat.of().formatHex(id),
        Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
  }

  /** Null if it has another form. */
  static @Nullable InvitationText parse(@Nullable String text) {
    var found = FORM.matcher(text == null ? "" : text);
    return found.matches()
        ? new InvitationText(found.group(1), found.group(2), found.group(3))
        : null;
  }

  String text() {
    return "sqi_" + workspace + "_" + id + "_" + secret;
  }

  byte[] hash() {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(secret.getBytes(StandardCharsets.US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "InvitationText[" + workspace + ", " + id + ", …]";
  }
}
