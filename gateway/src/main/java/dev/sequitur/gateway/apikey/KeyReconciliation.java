package dev.sequitur.gateway.apikey;

import dev.sequitur.contracts.ApiKeyStored;
import dev.sequitur.kit.database.DatabaseException;
import dev.sequitur.kit.database.PathDatabase;
import dev.sequitur.kit.kafka.CompactedLogs;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Holds the topic against the table, which is the truth, and says again what differs: a key's birth
 * may have been appended behind its revocation, and compaction would keep the birth.
 */
@ApplicationScoped
class KeyReconciliation {

  private static final Logger LOG = Logger.getLogger(KeyReconciliation.class);

  private final ApiKeys keys;
  private final CompactedLogs logs;
  private final PathDatabase database;

  KeyReconciliation(ApiKeys keys, CompactedLogs logs, PathDatabase database) {
    this.keys = keys;
    this.logs = logs;
    this.database = database;
  }

  @Scheduled(
      every = "${sequitur.gateway.key-reconciliation}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void reconcile() {
    if (!logs.areRead()) {
      return;
    }
    try {
      var unsaid = database.transact(transaction -> unsaid(new KeyTable(transaction.connection())));
      if (!unsaid.isEmpty()) {
        LOG.infof("%d API keys differ between table and topic; they are said again", unsaid.size());
        unsaid.forEach(keys::put);
        database.run(transaction -> unsaid.forEach(key -> transaction.say(key.message())));
      }
    } catch (DatabaseException e) {
      LOG.debugf("API keys are reconciled later: %s", e.getMessage());
    }
  }

  private List<ApiKeyStored> unsaid(KeyTable table) throws java.sql.SQLException {
    return table.all().stream()
        .map(KeyTable.Row::key)
        .filter(key -> !keys.isPublished(key))
        .toList();
  }
}
