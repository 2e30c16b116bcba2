package dev.sequitur.trigger.event;

import dev.sequitur.trigger.TriggerConfig;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Bounds the requests under way, by number and by bytes: what is beyond is refused, not queued. */
@ApplicationScoped
public class InFlight {

  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();
  private final int requestsAtMost;
  private final long bytesAtMost;

  InFlight(TriggerConfig config, MeterRegistry meters) {
    this.requestsAtMost = config.requestsInFlight();
    this.bytesAtMost = config.bytesInFlight();
    meters.gauge("sequitur.trigger.in.flight", requests);
    meters.gauge("sequitur.trigger.bytes.in.flight", bytes);
  }

  /** A place for one request, to be left in every case; null if all are taken. */
  public @Nullable Place enter() {
    if (requests.incrementAndGet() > requestsAtMost) {
      requests.decrementAndGet();
      return null;
    }
    return new Place();
  }

  /** One request's share. */
  public final class Place {

    private final AtomicBoolean left = new AtomicBoolean();
    private volatile int held;

    private Place() {}

    /** Takes room for so many bytes more; false if there is none. For one thread. */
    @SuppressWarnings("NonAtomicOperationOnVolatileField") // written by the request's thread alone
    public boolean take(int more) {
      if (bytes.addAndGet(more) > bytesAtMost) {
        bytes.addAndGet(-more);
        return false;
      }
      held += more;
      return true;
    }

    /** Gives everything back; a second time changes nothing. */
    public void leave() {
      if (left.compareAndSet(false, true)) {
        bytes.addAndGet(-held);
        requests.decrementAndGet();
      }
    }
  }
}
