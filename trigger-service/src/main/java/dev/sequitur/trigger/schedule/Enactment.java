package dev.sequitur.trigger.schedule;

import dev.sequitur.contracts.DefinitionPublished.State;
import dev.sequitur.kit.database.PathDatabase;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Brings changes of triggers into the table of schedules once they are in force. */
final class Enactment {

  private static final int AT_ONCE = 500;

  private final PathDatabase database;
  private final Compiled compiled;

  Enactment(PathDatabase database, Compiled compiled) {
    this.database = database;
    this.compiled = compiled;
  }

  /** Applies what is in force; true if there may be more. */
  boolean apply() {
    return database.transact(
        transaction -> {
          var table = new ChangeTable(transaction.connection());
          if (!table.takeTurn()) {
            return false;
          }
          var changes = table.inForce(AT_ONCE);
          for (var change : changes) {
            apply(table, change);
            table.applied(change);
          }
          return table.release() | !changes.isEmpty();
        });
  }

  private void apply(ChangeTable table, Change change) throws SQLException {
    var schedule = compiled.of(change);
    if (change.state() == State.ARCHIVED || schedule.isEmpty()) {
      table.remove(change.uid());
      compiled.forget(change.uid());
      return;
    }
    var timetable = schedule.get().source().timetable();
    var next = change.state() == State.ACTIVE ? timetable.from(change.effectiveFrom()) : null;
    table.store(change, next, dueAt(schedule.get(), next));
  }

  private static @Nullable Instant dueAt(Compiled.Schedule schedule, @Nullable Instant nominal) {
    return nominal == null
        ? null
        : schedule.source().timetable().dueAt(schedule.trigger().uid(), nominal);
  }
}
