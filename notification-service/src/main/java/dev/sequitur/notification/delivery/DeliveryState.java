package dev.sequitur.notification.delivery;

import dev.sequitur.contracts.EffectState;

/** Where a message is. */
public enum DeliveryState {
  /** It waits for its hour. */
  HELD,
  /** Its command is on its way, or being tried. */
  QUEUED,
  /** The provider took it. */
  SENT,
  /** The provider refused it, or it was given up: there is a dead letter. */
  FAILED,
  /** Whether the provider took it cannot be known. */
  UNKNOWN,
  /** It was not sent, and will not be. */
  SUPPRESSED;

  /** What the end of its command makes of it. */
  static DeliveryState of(EffectState settled) {
    return switch (settled) {
      case SUCCEEDED -> SENT;
      case UNKNOWN -> UNKNOWN;
      case CANCELLED -> SUPPRESSED;
      case FAILED, DEAD -> FAILED;
      case PLANNED, STARTED, RETRY_WAIT -> QUEUED;
    };
  }
}
