package dev.sequitur.trigger.webhook;

import dev.sequitur.trigger.TriggerProblem;
import dev.sequitur.trigger.definition.Verification;
import dev.sequitur.trigger.definition.Verification.Encoding;
import dev.sequitur.trigger.event.IncomingRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks signatures over the raw bytes of a body, in constant time. A check answers null if the
 * request is genuine, else why it is not.
 */
final class Signatures {

  /** How far a signed timestamp may be from now, either way (Standard Webhooks, Stripe, Slack). */
  static final Duration TOLERANCE = Duration.ofMinutes(5);

  private static final Verification.Hmac GITHUB =
      new Verification.Hmac("x-hub-signature-256", "sha256=", Encoding.HEX);

  private static final String HASH_PREFIX = "sha256=";
  private static final String SLACK_PREFIX = "v0=";
  private static final int DIGITS = 15;

  private Signatures() {}

  /** Checks a request by one secret. */
  static @Nullable TriggerProblem check(
      Verification.Scheme scheme, byte[] secret, IncomingRequest request, Instant now) {
    return switch (scheme) {
      case Verification.Hmac hmac -> checkHmac(hmac, secret, request);
      case Verification.GitHub _ -> checkHmac(GITHUB, secret, request);
      case Verification.StandardWebhooks _ -> checkStandard(secret, request, now);
      case Verification.Stripe _ -> checkStripe(secret, request, now);
      case Verification.Slack _ -> checkSlack(secret, request, now);
    };
  }

  /** HMAC-SHA256 over the body; the key is the secret's bytes. */
  private static @Nullable TriggerProblem checkHmac(
      Verification.Hmac way, byte[] secret, IncomingRequest request) {
    var header = request.header(way.header());
    if (header == null) {
      return TriggerProblem.SIGNATURE_MISSING;
    }
    if (secret.length == 0) {
      return TriggerProblem.SECRET_UNUSABLE;
    }
    var text = code(way, header.strip());
    var given =
        switch (way.encoding()) {
          case HEX -> Codes.hex(text);
          case BASE64 -> Codes.base64(text);
        };
    return verdict(Codes.isOneOf(List.of(given), Codes.hmac(secret, request.body())));
  }

  private static String code(Verification.Hmac way, String header) {
    var prefix = way.prefix() == null ? HASH_PREFIX : way.prefix();
    if (header.startsWith(prefix)) {
      return header.substring(prefix.length());
    }
    // A prefix that was asked for must be there; nothing decodes to no code.
    return way.prefix() == null ? header : "";
  }

  /** Standard Webhooks 1.0.0; whether the key is shared or public shows in the key. */
  private static @Nullable TriggerProblem checkStandard(
      byte[] secret, IncomingRequest request, Instant now) {
    var id = request.header("webhook-id");
    var timestamp = request.header("webhook-timestamp");
    var signatures = request.header("webhook-signature");
    if (id == null || timestamp == null || signatures == null) {
      return TriggerProblem.SIGNATURE_MISSING;
    }
    var key = StandardKey.of(secret);
    if (key == null) {
      return TriggerProblem.SECRET_UNUSABLE;
    }
    var refusal = checkTime(timestamp, now);
    if (refusal != null) {
      return refusal;
    }
    var given = new ArrayList<byte[]>();
    for (var signature : signatures.split(" ", -1)) {
      if (signature.startsWith(key.prefix())) {
        given.add(Codes.base64(signature.substring(key.prefix().length())));
      }
    }
    return verdict(key.signed(given, bytes(id + "." + timestamp + "."), request.body()));
  }

  /** {@code t=…,v1=…,v1=…}; the key is the whole secret, its prefix included. */
  private static @Nullable TriggerProblem checkStripe(
      byte[] secret, IncomingRequest request, Instant now) {
    var header = request.header("stripe-signature");
    if (header == null) {
      return TriggerProblem.SIGNATURE_MISSING;
    }
    if (secret.length == 0) {
      return TriggerProblem.SECRET_UNUSABLE;
    }
    var timestamp = "";
    var given = new ArrayList<byte[]>();
    for (var part : header.split(",", -1)) {
      var text = part.strip();
      if (text.startsWith("t=")) {
        timestamp = text.substring(2);
      } else if (text.startsWith("v1=")) {
        given.add(Codes.hex(text.substring(3)));
      }
    }
    var refusal = checkTime(timestamp, now);
    return refusal != null
        ? refusal
        : verdict(Codes.isOneOf(given, Codes.hmac(secret, bytes(timestamp + "."), request.body())));
  }

  private static @Nullable TriggerProblem checkSlack(
      byte[] secret, IncomingRequest request, Instant now) {
    var timestamp = request.header("x-slack-request-timestamp");
    var signature = request.header("x-slack-signature");
    if (timestamp == null || signature == null) {
      return TriggerProblem.SIGNATURE_MISSING;
    }
    if (secret.length == 0) {
      return TriggerProblem.SECRET_UNUSABLE;
    }
    var refusal = checkTime(timestamp, now);
    if (refusal != null) {
      return refusal;
    }
    var given =
        signature.startsWith(SLACK_PREFIX)
            ? List.of(Codes.hex(signature.substring(SLACK_PREFIX.length())))
            : List.<byte[]>of();
    var signed = bytes("v0:" + timestamp + ":");
    return verdict(Codes.isOneOf(given, Codes.hmac(secret, signed, request.body())));
  }

  private static @Nullable TriggerProblem checkTime(String timestamp, Instant now) {
    if (timestamp.isEmpty() || !isDigits(timestamp)) {
      return TriggerProblem.SIGNATURE_INVALID;
    }
    var signedAt = Instant.ofEpochSecond(Long.parseLong(timestamp));
    return Duration.between(signedAt, now).abs().compareTo(TOLERANCE) > 0
        ? TriggerProblem.TIMESTAMP_OUTSIDE_TOLERANCE
        : null;
  }

  private static @Nullable TriggerProblem verdict(boolean genuine) {
    return genuine ? null : TriggerProblem.SIGNATURE_INVALID;
  }

  private static boolean isDigits(String text) {
    return text.length() <= DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
