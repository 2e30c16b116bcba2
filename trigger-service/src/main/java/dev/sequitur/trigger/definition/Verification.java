package dev.sequitur.trigger.definition;

import org.jspecify.annotations.Nullable;

/** How a webhook's sender proves who it is. Secrets stand here by name only. */
public sealed interface Verification {

  /** Nothing is asked for; the trigger says so itself. */
  record None() implements Verification {}

  /**
   * HMAC-SHA256 over the body.
   *
   * @param header the header that holds the code, in lower case
   * @param prefix what stands before the code; {@code sha256=} is taken off without being named
   */
  record Hmac(String secret, String header, @Nullable String prefix, Encoding encoding)
      implements Verification {}

  /** Standard Webhooks, version 1 of its symmetric signature. */
  record StandardWebhooks(String secret) implements Verification {}

  /** How the bytes of a code are written. */
  enum Encoding {
    HEX,
    BASE64
  }
}
