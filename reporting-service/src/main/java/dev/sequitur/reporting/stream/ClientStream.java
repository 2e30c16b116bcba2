package dev.sequitur.reporting.stream;

import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/**
 * An answer on its way to its client. A write waits until the client has taken what was written
 * before; how long it has been waiting can be asked from elsewhere, and the connection be cut.
 */
public final class ClientStream extends OutputStream {

  private static final long NOT_WAITING = Long.MIN_VALUE;

  private final OutputStream out;
  private final HttpServerRequest request;
  private volatile long waitingSince = NOT_WAITING;

  ClientStream(OutputStream out, HttpServerRequest request) {
    this.out = out;
    this.request = request;
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    waitingSince = System.nanoTime();
    out.write(bytes, offset, length);
    waitingSince = NOT_WAITING;
  }

  @Override
  public void flush() throws IOException {
    waitingSince = System.nanoTime();
    out.flush();
    waitingSince = NOT_WAITING;
  }

  /** Whether a write has been waiting for so long. */
  boolean isStalled(Duration patience) {
    var since = waitingSince;
    return since != NOT_WAITING && System.nanoTime() - since > patience.toNanos();
  }

  /** Ends the connection, so that half an answer does not look like a whole one. */
  void cut() {
    request.connection().close();
  }
}
