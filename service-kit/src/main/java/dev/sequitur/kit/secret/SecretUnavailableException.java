package dev.sequitur.kit.secret;

import org.jspecify.annotations.Nullable;

/**
 * A secret is not there or cannot be opened. The message names it and holds nothing of its value.
 */
public final class SecretUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public SecretUnavailableException(String reason, @Nullable Throwable cause) {
    super(reason, cause);
  }
}
