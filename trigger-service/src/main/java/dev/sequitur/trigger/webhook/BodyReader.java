package dev.sequitur.trigger.webhook;

import dev.sequitur.trigger.event.InFlight;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/**
 * Collects a body up to a limit. What comes after a refusal is thrown away as it comes, so that the
 * sender gets to see the answer; a sender that does not stop is cut off.
 */
final class BodyReader {

  private static final long PATIENCE_BYTES = 16L * 1024 * 1024;

  /** What may become of reading a body: one of these, or none if the sender goes away. */
  interface Listener {
    void complete(byte[] body);

    void tooLarge();

    void noRoom();
  }

  private final HttpServerRequest request;
  private final int limit;
  private final InFlight.Place place;
  private final Listener listener;
  private @Nullable Buffer collected;
  private boolean refused;

  private BodyReader(
      HttpServerRequest request, int limit, InFlight.Place place, Listener listener) {
    this.request = request;
    this.limit = limit;
    this.place = place;
    this.listener = listener;
  }

  static void read(HttpServerRequest request, int limit, InFlight.Place place, Listener listener) {
    var reader = new BodyReader(request, limit, place, listener);
    request.handler(reader::chunk).endHandler(_ -> reader.end());
  }

  /** Throws away a body that nobody wants. */
  static void discard(HttpServerRequest request) {
    request.handler(new Discarding(request));
  }

  private void chunk(Buffer chunk) {
    var length = collected == null ? 0 : collected.length();
    if (length + chunk.length() > limit) {
      refuse(listener::tooLarge);
    } else if (!place.take(chunk.length())) {
      refuse(listener::noRoom);
    } else {
      collected = collected == null ? chunk : collected.appendBuffer(chunk);
    }
  }

  private void refuse(Runnable answer) {
    refused = true;
    collected = null;
    discard(request);
    answer.run();
  }

  private void end() {
    if (!refused) {
      listener.complete(collected == null ? new byte[0] : collected.getBytes());
    }
  }

  private static final class Discarding implements Handler<Buffer> {

    private final HttpServerRequest request;
    private long bytes;

    Discarding(HttpServerRequest request) {
      this.request = request;
    }

    @Override
    public void handle(Buffer chunk) {
      bytes += chunk.length();
      if (bytes > PATIENCE_BYTES) {
        request.connection().close();
      }
    }
  }
}
