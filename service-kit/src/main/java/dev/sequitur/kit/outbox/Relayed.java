package dev.sequitur.kit.outbox;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jboss.logging.Logger;

/** Deletes rows whose message the broker has acknowledged; lazily, many at a time. */
@ApplicationScoped
class Relayed {

  private static final Logger LOG = Logger.getLogger(Relayed.class);
  private static final int AT_ONCE = 5_000;
  private static final long EVERY_MILLIS = 100;

  private final AgroalDataSource source;
  private final ConcurrentLinkedQueue<Long> ids = new ConcurrentLinkedQueue<>();
  private final Thread thread =
      Thread.ofPlatform().daemon().name("outbox-clean").unstarted(this::run);
  private volatile boolean stopping;

  Relayed(@DataSource("path") AgroalDataSource source) {
    this.source = source;
  }

  /** A row is done with. If this process ends before it is deleted, its message is said again. */
  void add(long id) {
    ids.add(id);
  }

  void start(@Observes StartupEvent starting) {
    thread.start();
  }

  void stop(@Observes ShutdownEvent ending) throws InterruptedException {
    stopping = true;
    thread.join(3_000);
  }

  private void run() {
    while (!stopping || !ids.isEmpty()) {
      var batch = take();
      try {
        if (batch.isEmpty()) {
          Thread.sleep(EVERY_MILLIS);
        } else {
          delete(batch);
          Thread.sleep(stopping ? 0 : EVERY_MILLIS);
        }
      } catch (SQLException e) {
        LOG.debugf("%d rows stay for the sweeper: %s", batch.size(), e.getMessage());
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private List<Long> take() {
    var batch = new ArrayList<Long>();
    for (Long id = ids.poll(); id != null; id = batch.size() < AT_ONCE ? ids.poll() : null) {
      batch.add(id);
    }
    return batch;
  }

  private void delete(List<Long> batch) throws SQLException {
    try (var connection = source.getConnection()) {
      OutboxTable.delete(connection, batch);
    }
  }
}
