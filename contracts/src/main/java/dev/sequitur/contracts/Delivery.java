package dev.sequitur.contracts;

/** What may be done after an attempt whose answer nobody knows. */
public enum Delivery {
  /** The effect and its marker are one transaction of the target: look at the marker. */
  TRANSACTIONAL,
  /** The target honours the idempotency key: retry with it while it lives. */
  KEYED,
  /** Repeating does no harm: retry. */
  IDEMPOTENT,
  /** The target can be asked by our id: ask, then decide. */
  VERIFIABLE,
  /** Never repeat what may have happened: UNKNOWN. */
  AT_MOST_ONCE,
  /** Retry; repeats are counted and shown. */
  AT_LEAST_ONCE
}
