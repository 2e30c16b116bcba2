package dev.sequitur.trigger.definition;

import dev.sequitur.kit.definition.ManifestReader;
import dev.sequitur.trigger.definition.Verification.Encoding;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code verify}: exactly one way, and an open door only where it is asked for by name. */
final class VerificationReader {

  /** A field name of HTTP (RFC 9110 §5.1). */
  private static final Pattern HEADER = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}");

  private static final List<String> WAYS = List.of("none", "hmac", "standardWebhooks");

  private VerificationReader() {}

  static @Nullable Verification read(Fields webhook) {
    if (!webhook.has("verify")) {
      webhook.error(
          "verify",
          "MISSING",
          "say how senders are verified; {none: true} opens the webhook to everybody");
      return null;
    }
    var verify = webhook.object("verify");
    if (verify == null) {
      return null;
    }
    verify.only(WAYS.toArray(String[]::new));
    var named = WAYS.stream().filter(verify::has).toList();
    if (named.size() != 1) {
      webhook.error(
          "verify",
          named.isEmpty() ? "MISSING" : "AMBIGUOUS",
          "exactly one of none, hmac and standardWebhooks is expected here");
      return null;
    }
    return switch (named.getFirst()) {
      case "none" -> none(verify);
      case "hmac" -> hmac(verify);
      default -> standardWebhooks(verify);
    };
  }

  private static @Nullable Verification none(Fields verify) {
    if (Boolean.TRUE.equals(verify.value("none"))) {
      return new Verification.None();
    }
    verify.error("none", "WRONG_VALUE", "must be true");
    return null;
  }

  private static @Nullable Verification hmac(Fields verify) {
    var hmac = verify.object("hmac");
    if (hmac == null) {
      return null;
    }
    hmac.only("secret", "header", "prefix", "encoding");
    var secret = secret(hmac);
    var header = header(hmac);
    var prefix = hmac.optionalText("prefix");
    if (prefix != null && prefix.length() > 50) {
      hmac.error("prefix", "TOO_LONG", "at most 50 characters");
    }
    var encoding = encoding(hmac);
    return secret == null || header == null || encoding == null
        ? null
        : new Verification.Hmac(secret, header.toLowerCase(Locale.ROOT), prefix, encoding);
  }

  private static @Nullable Verification standardWebhooks(Fields verify) {
    var standard = verify.object("standardWebhooks");
    if (standard == null) {
      return null;
    }
    standard.only("secret");
    var secret = secret(standard);
    return secret == null ? null : new Verification.StandardWebhooks(secret);
  }

  private static @Nullable String secret(Fields way) {
    var secret = way.text("secret");
    if (secret != null && !ManifestReader.isName(secret)) {
      way.error("secret", "INVALID_NAME", "the name of a secret is expected here");
      return null;
    }
    return secret;
  }

  private static @Nullable String header(Fields hmac) {
    var header = hmac.text("header");
    if (header != null && !HEADER.matcher(header).matches()) {
      hmac.error("header", "INVALID_HEADER", "the name of an HTTP header is expected here");
      return null;
    }
    return header;
  }

  private static @Nullable Encoding encoding(Fields hmac) {
    if (!hmac.has("encoding")) {
      return Encoding.HEX;
    }
    return switch (hmac.optionalText("encoding")) {
      case "hex" -> Encoding.HEX;
      case "base64" -> Encoding.BASE64;
      case null -> null;
      default -> {
        hmac.error("encoding", "WRONG_VALUE", "must be hex or base64");
        yield null;
      }
    };
  }
}
