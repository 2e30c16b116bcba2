package dev.sequitur.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports on 127.0.0.1 that nobody listens on, for tests and rigs.
 *
 * <p>They lie below the range that the system gives to outgoing connections: a part that is killed
 * and started again must find its port still free.
 */
public final class FreePorts {

  private static final int FIRST = 15_000;
  private static final int LAST = 32_000;
  private static final int ATTEMPTS = 200;

  private FreePorts() {}

  /** One free port. */
  public static int one() {
    return block(1);
  }

  /** The first of {@code count} free ports in a row. */
  public static int block(int count) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int first = ThreadLocalRandom.current().nextInt(FIRST, LAST - count);
      if (allFree(first, count)) {
        return first;
      }
    }
    throw new LocalFailure("Found no " + count + " free ports in a row between 15000 and 32000.");
  }

  /** Whether somebody could listen on 127.0.0.1 at this port now. */
  public static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean allFree(int first, int count) {
    for (int port = first; port < first + count; port++) {
      if (!isFree(port)) {
        return false;
      }
    }
    return true;
  }
}
