package dev.sequitur.reporting.live;

import dev.sequitur.reporting.ReportingConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The clients of this replica. While there are any, the sequences of their workspaces are looked at
 * some times a second, with one small question for all of them; which replica moves a sequence does
 * not matter. While there are none, nothing is asked.
 */
@ApplicationScoped
class Listeners {

  private static final Logger LOG = Logger.getLogger(Listeners.class);

  /** A facts' time to live is renewed long before it is over. */
  private static final Duration RENEWAL = Duration.ofMinutes(1);

  private final LiveFacts facts;
  private final ReportingConfig config;
  private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
  private final Semaphore work = new Semaphore(0);
  private volatile boolean over;
  private long renewedAt = System.nanoTime();

  Listeners(LiveFacts facts, ReportingConfig config) {
    this.facts = facts;
    this.config = config;
  }

  void start(@Observes StartupEvent starting) {
    Thread.ofVirtual().name("live").start(this::follow);
  }

  void stop(@Observes ShutdownEvent ending) {
    over = true;
    work.release();
    listeners.forEach(Listener::end);
  }

  void add(Listener listener) {
    listeners.add(listener);
    work.release();
  }

  void remove(Listener listener) {
    listeners.remove(listener);
  }

  private void follow() {
    try {
      while (!over) {
        if (listeners.isEmpty()) {
          work.acquire();
        }
        lookIfPossible();
        // A newcomer is looked after at once.
        if (work.tryAcquire(config.livePoll().toMillis(), TimeUnit.MILLISECONDS)) {
          work.drainPermits();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void lookIfPossible() {
    try {
      look();
    } catch (RuntimeException e) {
      // Clients hear nothing but heartbeats until it goes again.
      LOG.warnf("what happens cannot be told now: %s", e.toString());
    }
  }

  private void look() {
    var workspaces = new TreeSet<String>();
    listeners.forEach(listener -> workspaces.add(listener.workspace()));
    if (System.nanoTime() - renewedAt > RENEWAL.toNanos()) {
      workspaces.forEach(facts::want);
      renewedAt = System.nanoTime();
    }
    var sequences = facts.sequences(workspaces);
    for (var listener : listeners) {
      listener.heard(sequences.getOrDefault(listener.workspace(), 0L));
    }
  }
}
