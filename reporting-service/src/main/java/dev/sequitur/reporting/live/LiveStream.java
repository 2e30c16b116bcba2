package dev.sequitur.reporting.live;

import dev.sequitur.reporting.stream.ClientStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * Tells one client what happens, reading from the table at the client's own pace: who is slow falls
 * behind there and fills no memory. Whoever has fallen behind what is kept is told that there is a
 * gap.
 */
final class LiveStream {

  private final LiveFacts facts;
  private final Listener listener;
  private final ClientStream out;
  private final Duration heartbeat;
  private long last;

  LiveStream(LiveFacts facts, Listener listener, ClientStream out, Duration heartbeat) {
    this.facts = facts;
    this.listener = listener;
    this.out = out;
    this.heartbeat = heartbeat;
  }

  /**
   * Tells what comes after a number.
   *
   * @param since the number of the last fact that the client knows; of now, if it knows none
   * @param latest the number of now
   * @param lifetime the stream ends after that, and the client comes back with what it may do then
   */
  void tell(long since, long latest, Duration lifetime) throws IOException {
    var began = System.nanoTime();
    write("retry: 1000\n\n");
    last = since;
    // A number that was never told: the sequence began anew, the database being another one.
    if (since > latest) {
      gap(latest);
    } else {
      event("hello", since, "{}");
    }
    while (!listener.isOver() && System.nanoTime() - began < lifetime.toNanos()) {
      var next = facts.after(listener.workspace(), last);
      tell(next, latest);
      if (next.isEmpty() && !isMoved()) {
        write(": still here\n\n");
      }
    }
  }

  private void tell(List<LiveFacts.Told> next, long latest) throws IOException {
    if (next.isEmpty() && last < latest) {
      gap(latest);
    }
    for (var fact : next) {
      if (fact.sequence() != last + 1) {
        gap(fact.sequence() - 1);
      }
      event("changes", fact.sequence(), fact.body());
      last = fact.sequence();
    }
  }

  private void gap(long until) throws IOException {
    event("gap", until, "{\"after\":" + last + "}");
    last = until;
  }

  private boolean isMoved() throws IOException {
    try {
      return listener.await(last, heartbeat);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  private void event(String type, long id, String data) throws IOException {
    // A body is JSON on one line.
    write("id: " + id + "\nevent: " + type + "\ndata: " + data + "\n\n");
  }

  private void write(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
