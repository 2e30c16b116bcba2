package dev.sequitur.trigger.schedule;

import dev.sequitur.contracts.CancelRun;
import dev.sequitur.contracts.Message;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * For whom the runs of a firing are cancelled. Said once for each run; executor-service ends what
 * has not begun, and says when the last has ended.
 *
 * @param schedule the trigger's name
 * @param instant the nominal instant that waits
 * @param at by the database's clock
 */
record Cancelling(String workspace, String schedule, Instant instant, Instant at) {

  List<Message> of(Collection<UUID> runs) {
    return runs.stream().sorted().map(this::of).toList();
  }

  private Message of(UUID run) {
    var reason = "overlap: the instant " + instant + " is due";
    return new CancelRun(run, workspace, "Trigger/" + schedule, reason, at)
        .message("/trigger-service");
  }
}
