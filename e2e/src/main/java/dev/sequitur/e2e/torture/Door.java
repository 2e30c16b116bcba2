package dev.sequitur.e2e.torture;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/** The webhooks that orders come in by, and how one proves oneself there. */
enum Door {
  /** Everybody may. */
  OPEN("torture", "none: true"),
  /** Standard Webhooks. */
  STANDARD("torture-standard", "standardWebhooks: { secret: torture-standard }"),
  /** A code over the body. */
  PLAIN("torture-plain", "hmac: { secret: torture-plain, header: X-Signature }");

  private final String path;
  private final String verify;

  Door(String path, String verify) {
    this.path = path;
    this.verify = verify;
  }

  String path() {
    return path;
  }

  /** As the trigger has it. */
  String verify() {
    return verify;
  }

  /** The headers of somebody who has the secret. */
  Map<String, String> sign(String order, String body, Instant now) {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    return switch (this) {
      case OPEN -> Map.of();
      case STANDARD -> standard(Signing.IN, order, bytes, now);
      case PLAIN -> Map.of("X-Signature", Signing.plain(Signing.PLAIN, bytes));
    };
  }

  /** Headers that must let nobody in, in one of four manners. */
  Map<String, String> forge(String order, String body, Instant now) {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    var other = (body + " ").getBytes(StandardCharsets.UTF_8);
    return switch (Math.floorMod(order.hashCode(), 4)) {
      case 0 -> Map.of();
      case 1 -> sign(order, body + " ", now);
      case 2 ->
          this == STANDARD
              ? standard(Signing.IN, order, bytes, now.minusSeconds(3_600))
              : Map.of("X-Signature", Signing.plain(Signing.IN, bytes));
      default ->
          this == STANDARD
              ? standard(Signing.OTHER, order, bytes, now)
              : Map.of("X-Signature", Signing.plain(Signing.OTHER, other));
    };
  }

  private static Map<String, String> standard(String key, String order, byte[] body, Instant now) {
    var at = Long.toString(now.getEpochSecond());
    return Map.of(
        "webhook-id", order,
        "webhook-timestamp", at,
        "webhook-signature", Signing.standard(key, order, at, body));
  }
}
