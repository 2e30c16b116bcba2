package dev.sequitur.cli;

/** How a command ends, as a number that scripts can ask for. */
public final class Exit {

  public static final int OK = 0;

  /** There are differences, or the run that was watched did not succeed. */
  public static final int DIFFERENT = 1;

  /** What was typed is not understood. */
  public static final int USAGE = 2;

  /** The server, or the file itself, says why not. */
  public static final int REFUSED = 3;

  /** Nobody answers. */
  public static final int UNREACHABLE = 4;

  /** No key, a wrong one, or one that may not do this. */
  public static final int FORBIDDEN = 5;

  private Exit() {}
}
