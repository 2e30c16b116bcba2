package dev.sequitur.local.database;

import dev.sequitur.local.LocalFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * PostgreSQL refuses to run as root. Where this process is root, its programs get a user namespace
 * in which they are nobody, and the same files; where the system allows none, they become the user
 * {@code nobody} outright.
 *
 * <p>Both replace themselves by the program, so that the pid stays.
 */
final class UnprivilegedUser {

  private static final List<String> NAMESPACE = List.of("unshare", "-U");
  private static final List<String> NOBODY =
      List.of("setpriv", "--reuid=nobody", "--regid=65534", "--clear-groups");

  private UnprivilegedUser() {}

  /** What goes before each of PostgreSQL's commands. */
  static List<String> prefix() {
    if (!System.getProperty("user.name").equals("root")) {
      return List.of();
    }
    if (works(NAMESPACE)) {
      return NAMESPACE;
    }
    if (works(NOBODY)) {
      return NOBODY;
    }
    throw new LocalFailure(
        "PostgreSQL does not run as root, and neither unshare nor setpriv works here: run this as another user.");
  }

  /** Hands the folder to the user that the prefix stands for. */
  static void give(Path folder, List<String> prefix) throws IOException {
    if (prefix.equals(NOBODY)) {
      succeeds(List.of("chown", "-R", "nobody", folder.toString()));
    }
  }

  private static boolean works(List<String> prefix) {
    try {
      return succeeds(Stream.concat(prefix.stream(), Stream.of("true")).toList());
    } catch (IOException notThere) {
      return false;
    }
  }

  private static boolean succeeds(List<String> command) throws IOException {
    return new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .onExit()
            .join()
            .exitValue()
        == 0;
  }
}
