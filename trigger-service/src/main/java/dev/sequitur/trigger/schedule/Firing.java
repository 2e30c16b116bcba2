package dev.sequitur.trigger.schedule;

import dev.sequitur.contracts.AcceptedEvent;
import dev.sequitur.kit.database.PathDatabase;
import dev.sequitur.kit.database.Transaction;
import dev.sequitur.trigger.schedule.FollowTable.Latest;
import dev.sequitur.trigger.schedule.domain.Due.Bounds;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * H1 of schedules. One transaction claims what is due, records each nominal instant under its
 * primary key, puts the events into the outbox and moves the schedules on; so an instant fires once
 * whatever is killed or paused, and however many do this at the same time.
 */
final class Firing {

  private static final Logger LOG = Logger.getLogger(Firing.class);

  private final PathDatabase database;
  private final Compiled compiled;
  private final FiringLimits limits;
  private final FiringMetrics metrics;

  Firing(PathDatabase database, Compiled compiled, FiringLimits limits, FiringMetrics metrics) {
    this.database = database;
    this.compiled = compiled;
    this.limits = limits;
    this.metrics = metrics;
  }

  private record Round(Claimed claimed, List<Fire> fired) {}

  /** Fires what is due; true if there may be more. */
  boolean fire() {
    var round = database.transact(this::fire);
    metrics.decided(round.fired(), round.claimed().now());
    return !round.claimed().rows().isEmpty();
  }

  private Round fire(Transaction transaction) throws SQLException {
    var schedules = new ScheduleTable(transaction.connection());
    var due = schedules.claim(limits.schedulesAtOnce());
    if (due.rows().isEmpty()) {
      return new Round(due, List.of());
    }
    var decided = decide(transaction, due);
    var fires = decided.stream().flatMap(one -> one.fires().stream()).toList();
    var fired = new FireTable(transaction.connection()).insert(fires);
    schedules.advance(decided.stream().map(Deciding::next).toList());
    cancel(transaction, decided);
    follow(transaction, fired);
    fired.stream()
        .map(Fire::event)
        .filter(Objects::nonNull)
        .map(AcceptedEvent::message)
        .forEach(transaction::say);
    return new Round(due, fired);
  }

  /** After the schedules have moved on: what waits is where they stand then. */
  private static void cancel(Transaction transaction, List<Deciding> decided) throws SQLException {
    var cancelling =
        decided.stream().filter(Deciding::cancels).map(one -> one.next().uid()).toList();
    if (cancelling.isEmpty()) {
      return;
    }
    for (var open : new FollowTable(transaction.connection()).cancel(cancelling).values()) {
      var forWhom = Objects.requireNonNull(open.cancelling());
      transaction.sayAll(forWhom.of(open.known().goingOn()));
    }
  }

  private static void follow(Transaction transaction, List<Fire> fired) throws SQLException {
    var followed = fired.stream().filter(Fire::isFollowed).toList();
    if (!followed.isEmpty()) {
      new FollowTable(transaction.connection()).begin(followed);
    }
  }

  private List<Deciding> decide(Transaction transaction, Claimed due) throws SQLException {
    var schedules = new HashMap<UUID, Compiled.Schedule>();
    due.rows()
        .forEach(row -> compile(row).ifPresent(schedule -> schedules.put(row.uid(), schedule)));
    var latest = latest(transaction, schedules);
    var decided = new ArrayList<Deciding>();
    for (var row : due.rows()) {
      var schedule = schedules.get(row.uid());
      decided.add(
          schedule == null ? Deciding.unusable(row) : decide(row, schedule, latest, due.now()));
    }
    return decided;
  }

  private Optional<Compiled.Schedule> compile(Claimed.Row row) {
    try {
      return compiled.of(row);
    } catch (RuntimeException e) {
      LOG.errorf(e, "the schedule %s rests: it cannot be read", row.uid());
      return Optional.empty();
    }
  }

  /** Asked for once the schedules are locked: what it says then holds until the commit. */
  private static Map<UUID, Latest> latest(
      Transaction transaction, Map<UUID, Compiled.Schedule> schedules) throws SQLException {
    var asking =
        schedules.entrySet().stream()
            .filter(entry -> !entry.getValue().source().overlap().isAllowed())
            .map(Map.Entry::getKey)
            .toList();
    return asking.isEmpty() ? Map.of() : new FollowTable(transaction.connection()).latest(asking);
  }

  private Deciding decide(
      Claimed.Row row, Compiled.Schedule schedule, Map<UUID, Latest> latest, Instant now) {
    var bounds = new Bounds(now, limits.grace(), limits.instantsAtOnce());
    try {
      return schedule.source().overlap().isAllowed()
          ? Deciding.overlapping(row, schedule, bounds)
          : Deciding.inTurn(row, schedule, latest.get(row.uid()), bounds);
    } catch (RuntimeException e) {
      // Tried again it would fail again, and hold up all others for ever.
      LOG.errorf(e, "the schedule %s rests: it cannot be decided on", row.uid());
      return Deciding.unusable(row);
    }
  }
}
