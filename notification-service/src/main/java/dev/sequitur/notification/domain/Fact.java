package dev.sequitur.notification.domain;

import dev.sequitur.contracts.EffectSettled;
import dev.sequitur.contracts.EffectSettled.RunEnd;
import dev.sequitur.contracts.EventReference;
import dev.sequitur.contracts.RunStartRejected;
import dev.sequitur.contracts.RunState;
import dev.sequitur.contracts.Starter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Something that people may want to be told of. */
public sealed interface Fact {

  String workspace();

  Happening happening();

  /** The rule that started the run. */
  Starter starter();

  EventReference event();

  UUID runId();

  /** The command that went wrong; null if the run could not start, or ended well. */
  @Nullable UUID commandId();

  /** How often it was redriven before. */
  int generation();

  /** Why, stable. */
  String code();

  /** When, as its owner says. */
  Instant at();

  /** What it is told once for: the same for each copy of the same fact. */
  String cause();

  /** An effect that ended badly; a redrive that ends badly again is another cause. */
  record Settled(EffectSettled outcome, Happening happening) implements Fact {

    @Override
    public String workspace() {
      return outcome.workspace();
    }

    @Override
    public Starter starter() {
      return outcome.starter();
    }

    @Override
    public EventReference event() {
      return outcome.event();
    }

    @Override
    public UUID runId() {
      return outcome.runId();
    }

    @Override
    public UUID commandId() {
      return outcome.commandId();
    }

    @Override
    public int generation() {
      return outcome.generation();
    }

    @Override
    public String code() {
      var failure = outcome.failure();
      return failure == null ? happening.name() : failure.code();
    }

    @Override
    public Instant at() {
      return outcome.settledAt();
    }

    @Override
    public String cause() {
      return "command/" + commandId() + "/" + generation();
    }
  }

  /** A run that could not start. */
  record Refused(RunStartRejected refusal) implements Fact {

    /** What a brake rejects comes in storms: who is told of it once an hour knows as much. */
    private static final String BRAKED = "RULE_BRAKED";

    @Override
    public String workspace() {
      return refusal.workspace();
    }

    @Override
    public Happening happening() {
      return Happening.REJECTED;
    }

    @Override
    public Starter starter() {
      return refusal.starter();
    }

    @Override
    public EventReference event() {
      return refusal.event();
    }

    @Override
    public UUID runId() {
      return refusal.runId();
    }

    @Override
    public @Nullable UUID commandId() {
      return null;
    }

    @Override
    public int generation() {
      return 0;
    }

    @Override
    public String code() {
      return refusal.code();
    }

    @Override
    public Instant at() {
      return refusal.decidedAt();
    }

    @Override
    public String cause() {
      return code().equals(BRAKED)
          ? "braked/" + starter().uid() + "/" + at().truncatedTo(ChronoUnit.HOURS)
          : "run/" + runId();
    }
  }

  /**
   * A run that ended well.
   *
   * @param outcome the last one of the run
   * @param happening FINISHED or RECOVERED
   */
  record Ended(EffectSettled outcome, RunEnd end, Happening happening, String cause)
      implements Fact {

    /** The run of an outcome that ended it well; empty if there is more to come. */
    public static Optional<Ended> of(EffectSettled outcome) {
      var end = outcome.runEnd();
      if (end == null || end.state() != RunState.SUCCEEDED) {
        return Optional.empty();
      }
      var cause = "run/" + outcome.runId() + "/end/" + end.generation();
      return Optional.of(new Ended(outcome, end, Happening.FINISHED, cause));
    }

    /** The same run, as the end of a trouble. */
    public Ended recovering(String trouble) {
      return new Ended(outcome, end, Happening.RECOVERED, "recovered/" + trouble);
    }

    @Override
    public String workspace() {
      return outcome.workspace();
    }

    @Override
    public Starter starter() {
      return outcome.starter();
    }

    @Override
    public EventReference event() {
      return outcome.event();
    }

    @Override
    public UUID runId() {
      return outcome.runId();
    }

    @Override
    public @Nullable UUID commandId() {
      return null;
    }

    @Override
    public int generation() {
      return end.generation();
    }

    @Override
    public String code() {
      return end.state().name();
    }

    @Override
    public Instant at() {
      return end.endedAt();
    }
  }
}
