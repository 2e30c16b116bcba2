package dev.sequitur.executor.connection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Clients that stay connected between uses, by the fingerprint of what they were connected with: a
 * changed definition, secret or address has another fingerprint, and so a client of its own. One
 * that nothing uses any more is closed after a while.
 *
 * @param <C> the client; closing it must not throw for reasons of the target
 */
public final class Kept<C extends AutoCloseable> {

  private static final Logger LOG = Logger.getLogger(Kept.class);

  private final class Entry {
    private final C client;
    private int users;
    private long usedAt;

    Entry(C client) {
      this.client = client;
    }
  }

  private final long keptNanos;
  private final LongSupplier nanoTime;
  private final Map<String, Entry> entries = new HashMap<>();

  public Kept(Duration kept, LongSupplier nanoTime) {
    this.keptNanos = kept.toNanos();
    this.nanoTime = nanoTime;
  }

  /** A client in use; to be given back by {@link #giveBack}. */
  public synchronized C take(String fingerprint, Supplier<C> making) {
    var entry = entries.get(fingerprint);
    if (entry == null) {
      entry = new Entry(making.get());
      entries.put(fingerprint, entry);
    }
    entry.users++;
    return entry.client;
  }

  public synchronized void giveBack(String fingerprint) {
    var entry = entries.get(fingerprint);
    if (entry != null) {
      entry.users--;
      entry.usedAt = nanoTime.getAsLong();
    }
  }

  public synchronized boolean has(String fingerprint) {
    return entries.containsKey(fingerprint);
  }

  public synchronized int size() {
    return entries.size();
  }

  /** Closes what has not been used for a while. */
  public void closeUnused() {
    close(unused(keptNanos));
  }

  /** Closes everything: the service ends. */
  public void closeAll() {
    List<C> all;
    synchronized (this) {
      all = entries.values().stream().map(entry -> entry.client).toList();
      entries.clear();
    }
    close(all);
  }

  private synchronized List<C> unused(long nanos) {
    var now = nanoTime.getAsLong();
    var unused = new ArrayList<C>();
    entries
        .values()
        .removeIf(
            entry -> {
              var over = entry.users == 0 && now - entry.usedAt >= nanos;
              if (over) {
                unused.add(entry.client);
              }
              return over;
            });
    return unused;
  }

  private static void close(List<? extends AutoCloseable> clients) {
    for (var client : clients) {
      try {
        client.close();
      } catch (Exception e) {
        LOG.debugf("a client did not close: %s", e.getClass().getName());
      }
    }
  }
}
