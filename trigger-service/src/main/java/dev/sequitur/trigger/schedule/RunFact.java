package dev.sequitur.trigger.schedule;

import dev.sequitur.contracts.EventReference;
import dev.sequitur.contracts.FollowedRunEnded;
import dev.sequitur.contracts.FollowedRunsStarted;
import dev.sequitur.contracts.Headers;
import dev.sequitur.contracts.UnreadableException;
import dev.sequitur.contracts.Wire;
import dev.sequitur.trigger.schedule.domain.Following;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What {@code runs} says of the runs of a schedule's event. */
public sealed interface RunFact {

  /** The schedule whose event it is: its trigger's uid. */
  UUID schedule();

  UUID event();

  /** What is known with this fact. */
  Following addTo(Following known);

  /** Which runs the event has started. */
  record Started(UUID schedule, UUID event, int count, Set<UUID> runs) implements RunFact {
    @Override
    public Following addTo(Following known) {
      return known.started(count, runs);
    }
  }

  /** One of its runs has ended. */
  record Ended(UUID schedule, UUID event, UUID run) implements RunFact {
    @Override
    public Following addTo(Following known) {
      return known.ended(run);
    }
  }

  /**
   * Reads a record of {@code runs} by the type in its headers; most are none of these.
   *
   * @return null if it says nothing of an event that is followed
   * @throws UnreadableException if it should, and is not whole or of another version
   */
  static @Nullable RunFact read(Map<String, String> headers, byte @Nullable [] value) {
    var type = String.valueOf(headers.get(Headers.TYPE));
    if (is(type, FollowedRunsStarted.TYPE)) {
      return started(Wire.read(present(value, "value"), FollowedRunsStarted.class));
    }
    return is(type, FollowedRunEnded.TYPE)
        ? ended(Wire.read(present(value, "value"), FollowedRunEnded.class))
        : null;
  }

  private static RunFact started(FollowedRunsStarted told) {
    var event = present(told.event(), "event");
    var runs = new HashSet<UUID>();
    for (var run : present((List<@Nullable UUID>) told.runs(), "runs")) {
      runs.add(present(run, "runs"));
    }
    return new Started(trigger(event), present(event.id(), "event.id"), told.count(), runs);
  }

  private static RunFact ended(FollowedRunEnded told) {
    var event = present(told.event(), "event");
    return new Ended(
        trigger(event), present(event.id(), "event.id"), present(told.runId(), "runId"));
  }

  private static UUID trigger(EventReference event) {
    return present(event.trigger(), "event.trigger");
  }

  private static boolean is(String type, String known) {
    if (type.startsWith(known.substring(0, known.lastIndexOf('.') + 1)) && !type.equals(known)) {
      throw new UnreadableException("not a version that can be read: " + type);
    }
    return type.equals(known);
  }

  private static <T> T present(@Nullable T value, String name) {
    if (value == null) {
      throw new UnreadableException(name + " is missing");
    }
    return value;
  }
}
