package dev.sequitur.trigger.definition;

import dev.sequitur.kit.definition.ManifestReader;
import dev.sequitur.trigger.definition.Verification.Encoding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code verify}: exactly one way, and an open door only where it is asked for by name. */
final class VerificationReader {

  /** A field name of HTTP (RFC 9110 §5.1). */
  private static final Pattern HEADER = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}");

  private static final List<String> WAYS =
      List.of("none", "hmac", "standardWebhooks", "github", "stripe", "slack");

  /** The present one and, while senders change, the one before or after it. */
  private static final int SECRETS_AT_MOST = 2;

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
          "exactly one of " + String.join(", ", WAYS) + " is expected here");
      return null;
    }
    return switch (named.getFirst()) {
      case "none" -> none(verify);
      case "hmac" -> hmac(verify);
      case "standardWebhooks" ->
          preset(verify, "standardWebhooks", new Verification.StandardWebhooks());
      case "github" -> preset(verify, "github", new Verification.GitHub());
      case "stripe" -> preset(verify, "stripe", new Verification.Stripe());
      default -> preset(verify, "slack", new Verification.Slack());
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
    hmac.only("secret", "secrets", "header", "prefix", "encoding");
    var secrets = secrets(hmac);
    var header = header(hmac);
    var prefix = hmac.optionalText("prefix");
    if (prefix != null && prefix.length() > 50) {
      hmac.error("prefix", "TOO_LONG", "at most 50 characters");
    }
    var encoding = encoding(hmac);
    return secrets == null || header == null || encoding == null
        ? null
        : new Verification.Signed(
            new Verification.Hmac(header.toLowerCase(Locale.ROOT), prefix, encoding), secrets);
  }

  /** A way of which everything is known but the secret. */
  private static @Nullable Verification preset(
      Fields verify, String name, Verification.Scheme scheme) {
    var way = verify.object(name);
    if (way == null) {
      return null;
    }
    way.only("secret", "secrets");
    var secrets = secrets(way);
    return secrets == null ? null : new Verification.Signed(scheme, secrets);
  }

  private static @Nullable List<String> secrets(Fields way) {
    if (!way.has("secrets")) {
      var secret = way.text("secret");
      return secret == null ? null : named(way, "secret", List.of(secret));
    }
    if (way.has("secret")) {
      way.error("secrets", "AMBIGUOUS", "either secret or secrets is expected here");
      return null;
    }
    if (!(way.value("secrets") instanceof List<?> list)
        || list.isEmpty()
        || list.size() > SECRETS_AT_MOST) {
      way.error("secrets", "WRONG_VALUE", "a list of one or two names is expected here");
      return null;
    }
    return named(way, "secrets", list);
  }

  private static @Nullable List<String> named(Fields way, String field, List<?> values) {
    var names = new ArrayList<String>();
    for (var value : values) {
      if (value instanceof String name && ManifestReader.isName(name)) {
        names.add(name);
      } else {
        way.error(field, "INVALID_NAME", "the name of a secret is expected here");
        return null;
      }
    }
    return List.copyOf(names);
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
