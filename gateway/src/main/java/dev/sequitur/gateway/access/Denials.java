package dev.sequitur.gateway.access;

import dev.sequitur.contracts.Message;
import dev.sequitur.kit.database.DatabaseException;
import dev.sequitur.kit.database.PathDatabase;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jboss.logging.Logger;

/**
 * Denials, on their way to the audit log. They are written many at a time and behind the answer, so
 * that somebody who is refused cannot cost more than somebody who is served; beyond a bound they
 * are only counted.
 */
@ApplicationScoped
public class Denials {

  private static final Logger LOG = Logger.getLogger(Denials.class);
  private static final int WAITING = 2_000;
  private static final int AT_ONCE = 500;

  private final BlockingQueue<Message> waiting = new ArrayBlockingQueue<>(WAITING);
  private final Audit audit;
  private final PathDatabase database;
  private final Counter unaudited;

  Denials(Audit audit, PathDatabase database, MeterRegistry meters) {
    this.audit = audit;
    this.database = database;
    this.unaudited = meters.counter("sequitur.gateway.denials.unaudited");
  }

  /** Never waits. */
  public void note(String workspace, String principal, String operation, String code, String from) {
    var deed = new Audit.Deed(workspace, principal, "access:deny", operation);
    add(audit.entry(deed, null, Map.of("code", code, "from", from)));
  }

  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void write() {
    var batch = new ArrayList<Message>();
    while (waiting.drainTo(batch, AT_ONCE) > 0) {
      try {
        database.run(transaction -> transaction.sayAll(batch));
      } catch (DatabaseException e) {
        LOG.debugf("%d denials wait for the database: %s", batch.size(), e.getMessage());
        batch.forEach(this::add);
        return;
      }
      batch.clear();
    }
  }

  @PreDestroy
  void writeLast() {
    write();
  }

  private void add(Message message) {
    if (!waiting.offer(message)) {
      unaudited.increment();
    }
  }
}
