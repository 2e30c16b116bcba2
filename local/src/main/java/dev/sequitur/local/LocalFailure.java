package dev.sequitur.local;

import org.jspecify.annotations.Nullable;

/**
 * Something on this machine stands in the way. The message is for a person: one sentence that says
 * what is wrong, and what to do about it. Shown without a stack trace.
 */
public final class LocalFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public LocalFailure(String message) {
    super(message);
  }

  public LocalFailure(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
