package dev.sequitur.reporting.projection;

import dev.sequitur.contracts.AcceptedEvent;
import dev.sequitur.contracts.CancelRun;
import dev.sequitur.contracts.EffectSettled;
import dev.sequitur.contracts.EventsMatched;
import dev.sequitur.contracts.FollowedRunEnded;
import dev.sequitur.contracts.FollowedRunsStarted;
import dev.sequitur.contracts.Headers;
import dev.sequitur.contracts.PerformActions;
import dev.sequitur.contracts.RunStartRejected;
import dev.sequitur.contracts.ShadowCompared;
import dev.sequitur.contracts.Topics;
import dev.sequitur.contracts.UnreadableException;
import dev.sequitur.contracts.Wire;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one record tells. */
public sealed interface Fact {

  /** What says of runs nothing that their own commands and outcomes do not say. */
  Set<String> SAID_BESIDES =
      Set.of(FollowedRunsStarted.TYPE, FollowedRunEnded.TYPE, CancelRun.TYPE);

  /** The only topic on which such a fact may stand. */
  String topic();

  /** An event was accepted; when and where, its record says. */
  record Accepted(AcceptedEvent event) implements Fact {
    @Override
    public String topic() {
      return Topics.EVENTS.name();
    }
  }

  /** Something became known of a run. */
  record Told(String topic, RunChange change) implements Fact {}

  /** Rules were kept from a run: not asked, or asked and not told. */
  record Stopped(EventsMatched summary) implements Fact {
    @Override
    public String topic() {
      return Topics.RUNS.name();
    }
  }

  /** Versions that decide without effects have decided on events. */
  record Compared(List<ShadowVerdict> verdicts) implements Fact {
    @Override
    public String topic() {
      return Topics.RUNS.name();
    }
  }

  /**
   * Makes a fact of a record.
   *
   * @return null for a summary of matching that tells of nothing but runs, for what is said to who
   *     follows an event's runs, for cancellations, whose outcomes say who asked, and for messages
   *     to people: they tell nothing new of a run of an automation
   * @throws UnreadableException if the type is not known, or something is missing
   */
  static @Nullable Fact read(Map<String, String> headers, byte @Nullable [] value) {
    // Events carry types of their users' choice, so it is not their type that tells them.
    if (headers.containsKey(Headers.TRIGGER)) {
      return new Accepted(AcceptedEvent.read(headers, value));
    }
    var type = String.valueOf(headers.get(Headers.TYPE));
    if (SAID_BESIDES.contains(type)) {
      return null;
    }
    if (value == null) {
      throw new UnreadableException("a record without a body");
    }
    try {
      return told(type, value);
    } catch (NullPointerException | IllegalArgumentException e) {
      throw new UnreadableException("incomplete " + type + ": " + e.getMessage(), e);
    }
  }

  private static @Nullable Fact told(String type, byte[] value) {
    return switch (type) {
      case PerformActions.TYPE -> {
        var command = Wire.read(value, PlannedRun.class);
        yield command.starter().tellsPeople()
            ? null
            : new Told(Topics.COMMANDS.name(), RunChange.planned(command));
      }
      case EffectSettled.TYPE -> {
        var outcome = Wire.read(value, EffectSettled.class);
        yield outcome.starter().tellsPeople()
            ? null
            : new Told(Topics.OUTCOMES.name(), RunChange.settled(outcome));
      }
      case EventsMatched.TYPE -> {
        var summary = Wire.read(value, EventsMatched.class);
        // What cannot be counted is put aside here, and not in the midst of a batch.
        summary.stopped().forEach(stopped -> stopped.timesSince(0));
        yield summary.stopped().isEmpty() ? null : new Stopped(summary);
      }
      case RunStartRejected.TYPE ->
          new Told(
              Topics.RUNS.name(), RunChange.rejected(Wire.read(value, RunStartRejected.class)));
      case ShadowCompared.TYPE ->
          new Compared(ShadowVerdict.of(Wire.read(value, ShadowCompared.class)));
      default -> throw new UnreadableException("records of type " + type + " are not known here");
    };
  }
}
