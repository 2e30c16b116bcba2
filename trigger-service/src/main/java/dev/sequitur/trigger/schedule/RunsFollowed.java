package dev.sequitur.trigger.schedule;

import dev.sequitur.kit.database.PathDatabase;
import dev.sequitur.kit.database.Transaction;
import dev.sequitur.kit.kafka.Batch;
import dev.sequitur.kit.kafka.Received;
import dev.sequitur.trigger.schedule.FollowTable.Open;
import dev.sequitur.trigger.schedule.domain.Following;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Keeps what is heard of the runs of schedules' firings, and wakes what waits for their end. */
@ApplicationScoped
public class RunsFollowed {

  private final PathDatabase database;
  private final FiringLoop loop;

  RunsFollowed(PathDatabase database, FiringLoop loop) {
    this.database = database;
    this.loop = loop;
  }

  /** One transaction a batch; a batch that comes again changes nothing. */
  public void heard(Batch<RunFact> batch) {
    var facts =
        batch.stream().map(Received::value).collect(Collectors.groupingBy(RunFact::schedule));
    if (!facts.isEmpty() && database.transact(transaction -> keep(transaction, facts))) {
      loop.wake();
    }
  }

  /** True if something that waits has its turn. */
  private static boolean keep(Transaction transaction, Map<UUID, List<RunFact>> facts)
      throws SQLException {
    var table = new FollowTable(transaction.connection());
    table.lock(facts.keySet());
    var open = table.open(facts.keySet());
    var changed = changed(open, facts);
    table.store(changed);
    changed.forEach((schedule, after) -> cancel(transaction, open.get(schedule), after));
    var over =
        changed.entrySet().stream()
            .filter(entry -> entry.getValue().isOver())
            .map(Map.Entry::getKey)
            .toList();
    return table.wake(over);
  }

  /** Runs that are named only after an instant has come that cancels what goes on. */
  private static void cancel(Transaction transaction, @Nullable Open before, Following after) {
    if (before != null && before.cancelling() != null) {
      var named = new HashSet<>(after.goingOn());
      named.removeAll(before.known().started());
      transaction.sayAll(before.cancelling().of(named));
    }
  }

  /** Facts of another event than the latest come too late: nobody waits for that one. */
  private static Map<UUID, Following> changed(
      Map<UUID, Open> open, Map<UUID, List<RunFact>> facts) {
    var changed = new HashMap<UUID, Following>();
    open.forEach(
        (schedule, one) -> {
          var known = one.known();
          var after = known;
          for (var fact : facts.getOrDefault(schedule, List.of())) {
            after = fact.event().equals(known.event()) ? fact.addTo(after) : after;
          }
          if (!after.equals(known)) {
            changed.put(schedule, after);
          }
        });
    return changed;
  }
}
