package dev.sequitur.trigger.alarm;

import dev.sequitur.kit.database.DatabaseException;
import dev.sequitur.kit.database.PathDatabase;
import dev.sequitur.kit.database.Transaction;
import dev.sequitur.kit.definition.PublishedDefinitions;
import dev.sequitur.trigger.alarm.AlarmTable.Facts;
import dev.sequitur.trigger.alarm.domain.Alarms;
import dev.sequitur.trigger.alarm.domain.Alarms.Change;
import dev.sequitur.trigger.alarm.domain.Sight;
import dev.sequitur.trigger.definition.AlarmSpec;
import dev.sequitur.trigger.definition.TriggersInForce;
import dev.sequitur.trigger.state.Activities;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Raises alarms of triggers and ends them. Every replica looks every few seconds, one at a time;
 * what is found is stored and said in one transaction.
 */
@ApplicationScoped
class AlarmWatch {

  private static final Logger LOG = Logger.getLogger(AlarmWatch.class);

  private final PathDatabase database;
  private final PublishedDefinitions published;
  private final TriggersInForce triggers;
  private final Activities activities;
  private final AlarmMetrics metrics;
  private final InstantSource clock;
  private boolean hasSeenAll;

  AlarmWatch(
      PathDatabase database,
      PublishedDefinitions published,
      TriggersInForce triggers,
      Activities activities,
      AlarmMetrics metrics,
      InstantSource clock) {
    this.database = database;
    this.published = published;
    this.triggers = triggers;
    this.activities = activities;
    this.metrics = metrics;
    this.clock = clock;
  }

  @Scheduled(every = "5s", delayed = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  synchronized void look() {
    // Otherwise it would end alarms of triggers that it has not heard of yet.
    if (!published.isRead()) {
      return;
    }
    try {
      activities.store();
      metrics.found(database.transact(transaction -> look(transaction, !hasSeenAll)));
      // What others have accepted while the database was away they bring within two seconds of its
      // return: before the next look.
      hasSeenAll = true;
    } catch (DatabaseException e) {
      hasSeenAll = false;
      LOG.debugf("alarms wait for the database: %s", e.getMessage());
    }
  }

  /** Gives what has changed; empty while another replica looks. */
  private List<Change> look(Transaction transaction, boolean mayMissEvents) throws SQLException {
    var table = new AlarmTable(transaction.connection());
    if (!table.takeTurn()) {
      return List.of();
    }
    var asked = asked();
    var uids = new HashSet<>(asked.keySet());
    uids.addAll(table.open());
    var known = table.known(uids);
    var changes = new ArrayList<Change>();
    for (var facts : table.facts(uids)) {
      var sight = sight(facts, asked.get(facts.uid()));
      var ofOne = known.getOrDefault(facts.uid(), Map.of());
      for (var change : Alarms.decide(sight, ofOne, mayMissEvents)) {
        if (table.store(facts, change)) {
          transaction.say(AlarmEvent.of(facts, change).message());
          changes.add(change);
        }
      }
    }
    return changes;
  }

  private Map<UUID, AlarmSpec> asked() {
    var asked = new HashMap<UUID, AlarmSpec>();
    for (var trigger : triggers.all(clock.instant())) {
      if (trigger.spec().alarms() != null) {
        asked.put(trigger.uid(), trigger.spec().alarms());
      }
    }
    return asked;
  }

  private static Sight sight(Facts facts, @Nullable AlarmSpec asked) {
    return new Sight(
        facts.now(),
        asked != null && facts.isActive(),
        asked == null ? null : asked.quietFor(),
        asked == null ? null : asked.lateBy(),
        facts.since(),
        facts.lastEvent(),
        facts.firings());
  }
}
