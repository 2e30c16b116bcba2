package dev.sequitur.cli;

/** Ends a command: a sentence for stderr, and the exit code. */
public final class Failure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int exit;

  public Failure(int exit, String message) {
    super(message, null, false, false);
    this.exit = exit;
  }

  public int exit() {
    return exit;
  }

  /** One of {@link Exit#USAGE}. */
  public static Failure usage(String message) {
    return new Failure(Exit.USAGE, message);
  }
}
