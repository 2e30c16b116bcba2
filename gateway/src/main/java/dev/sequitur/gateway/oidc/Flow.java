package dev.sequitur.gateway.oidc;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One way to the issuer and back. All that binds the two halves is derived from what the browser
 * holds in a cookie meanwhile: 256 random bits, when it began, and what for. The gateway keeps
 * nothing of a sign-in, and any replica can receive who was sent off by another. What the cookie
 * says is the browser's word: of whom an identity is to become is never in it.
 */
record Flow(String text, Instant begun, Aim aim) {

  /**
   * What somebody goes to the issuer for.
   *
   * @param issuer its name
   * @param linking to link an identity with the account that has asked for it; else to sign in
   * @param target where to afterwards
   */
  record Aim(String issuer, boolean linking, String target) {}

  static final String COOKIE = "__Host-sequitur-oidc";

  /** How long somebody may take to sign in. */
  static final Duration LIFETIME = Duration.ofMinutes(10);

  // Lax, for it comes along when the issuer sends the browser back; sessions' own cookie is Strict.
  private static final String ATTRIBUTES = "; Path=/; Secure; HttpOnly; SameSite=Lax";
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final Pattern FORM =
      Pattern.compile(
          "(\\d{1,12})\\.([A-Za-z0-9_-]{43})\\.([a-z0-9-]{1,63})\\.(sign-in|link)\\."
              + "([A-Za-z0-9_-]{1,1400})");

  static Flow begin(Instant now, Aim aim) {
    var random = new byte[32];
    RANDOM.nextBytes(random);
    var text =
        now.getEpochSecond()
            + "."
            + BASE64.encodeToString(random)
            + "."
            + aim.issuer()
            + (aim.linking() ? ".link." : ".sign-in.")
            + BASE64.encodeToString(aim.target().getBytes(StandardCharsets.UTF_8));
    return new Flow(text, Instant.ofEpochSecond(now.getEpochSecond()), aim);
  }

  /** The flow that a cookie tells of; null if it is none. */
  static @Nullable Flow read(@Nullable String cookie) {
    var found = FORM.matcher(cookie == null ? "" : cookie);
    if (cookie == null || !found.matches()) {
      return null;
    }
    try {
      var begun = Instant.ofEpochSecond(Long.parseLong(found.group(1)));
      var target =
          new String(Base64.getUrlDecoder().decode(found.group(5)), StandardCharsets.UTF_8);
      var aim = new Aim(found.group(3), found.group(4).equals("link"), target);
      return Targets.isOurs(target) ? new Flow(cookie, begun, aim) : null;
    } catch (IllegalArgumentException | DateTimeException e) {
      return null;
    }
  }

  boolean isOver(Instant now) {
    return !now.isBefore(ends()) || now.isBefore(begun.minus(LIFETIME));
  }

  Instant ends() {
    return begun.plus(LIFETIME);
  }

  boolean hasState(@Nullable String state) {
    return state != null
        && MessageDigest.isEqual(
            state.getBytes(StandardCharsets.UTF_8), state().getBytes(StandardCharsets.UTF_8));
  }

  String state() {
    return derived("state");
  }

  String nonce() {
    return derived("nonce");
  }

  /** RFC 7636: 43 characters. */
  String verifier() {
    return derived("verifier");
  }

  String cookie() {
    return COOKIE + "=" + text + "; Max-Age=" + LIFETIME.toSeconds() + ATTRIBUTES;
  }

  static String noCookie() {
    return COOKIE + "=; Max-Age=0" + ATTRIBUTES;
  }

  @Override
  public String toString() {
    return "Flow[…]";
  }

  private String derived(String what) {
    try {
      var bytes = (what + ":" + text).getBytes(StandardCharsets.UTF_8);
      return BASE64.encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
