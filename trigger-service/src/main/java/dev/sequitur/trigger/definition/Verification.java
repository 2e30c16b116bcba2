package dev.sequitur.trigger.definition;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a webhook's sender proves who it is. Secrets stand here by name only. */
public sealed interface Verification {

  /** As it is written in a spec. */
  default String key() {
    return switch (this) {
      case None() -> "none";
      case Signed(Hmac _, _) -> "hmac";
      case Signed(StandardWebhooks _, _) -> "standardWebhooks";
      case Signed(GitHub _, _) -> "github";
      case Signed(Stripe _, _) -> "stripe";
      case Signed(Slack _, _) -> "slack";
    };
  }

  /** Nothing is asked for; the trigger says so itself. */
  record None() implements Verification {}

  /**
   * A signature over the body.
   *
   * @param secrets one, or two while senders change from one to the other; either lets in
   */
  record Signed(Scheme scheme, List<String> secrets) implements Verification {}

  /** Who signs how. */
  sealed interface Scheme {}

  /**
   * HMAC-SHA256 over the body.
   *
   * @param header the header that holds the code, in lower case
   * @param prefix what stands before the code; {@code sha256=} is taken off without being named
   */
  record Hmac(String header, @Nullable String prefix, Encoding encoding) implements Scheme {}

  /** Standard Webhooks 1.0.0: {@code v1} with a shared key, {@code v1a} with a public one. */
  record StandardWebhooks() implements Scheme {}

  /** GitHub: {@code X-Hub-Signature-256}. A delivery that is repeated is the same event. */
  record GitHub() implements Scheme {}

  /** Stripe: {@code Stripe-Signature}, time and code in one. Its event's id is the event's. */
  record Stripe() implements Scheme {}

  /** Slack: {@code X-Slack-Signature}. Its address challenge is answered. */
  record Slack() implements Scheme {}

  /** How the bytes of a code are written. */
  enum Encoding {
    HEX,
    BASE64
  }
}
