package dev.sequitur.trigger.schedule;

import dev.sequitur.kit.database.PathDatabase;
import dev.sequitur.kit.database.Transaction;
import dev.sequitur.kit.kafka.Batch;
import dev.sequitur.kit.kafka.Received;
import dev.sequitur.trigger.schedule.domain.Following;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

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
    var changed = changed(table.open(facts.keySet()), facts);
    table.store(changed);
    var over =
        changed.entrySet().stream()
            .filter(entry -> entry.getValue().isOver())
            .map(Map.Entry::getKey)
            .toList();
    return table.wake(over);
  }

  /** Facts of another event than the latest come too late: nobody waits for that one. */
  private static Map<UUID, Following> changed(
      Map<UUID, Following> open, Map<UUID, List<RunFact>> facts) {
    var changed = new HashMap<UUID, Following>();
    open.forEach(
        (schedule, known) -> {
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
