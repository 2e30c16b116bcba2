package dev.sequitur.contracts;

/** A record that is not what its topic holds. It goes to quarantine; it is never retried. */
public final class UnreadableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public UnreadableException(String reason) {
    super(reason);
  }

  public UnreadableException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
