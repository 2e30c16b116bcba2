package dev.sequitur.notification.domain;

import dev.sequitur.contracts.EffectSettled;

/** Says in one sentence what happened. */
final class Wording {

  /** Names and codes are short; a record from elsewhere may hold anything. */
  private static final int LONGEST = 300;

  private Wording() {}

  static String title(Fact fact) {
    var subject = fact.starter().kind() + " " + fact.starter().name();
    var sentence =
        switch (fact) {
          case Fact.Refused refused -> subject + " could not start: " + refused.code();
          case Fact.Ended ended ->
              subject + (ended.happening() == Happening.RECOVERED ? " works again" : " finished");
          case Fact.Settled settled -> subject + settled(settled) + redriven(settled.generation());
        };
    return sentence.length() <= LONGEST ? sentence : sentence.substring(0, LONGEST - 1) + "…";
  }

  private static String settled(Fact.Settled settled) {
    var uses = settled.outcome().uses();
    return switch (settled.happening()) {
      case UNKNOWN -> ": whether " + uses + " took effect cannot be known";
      case FAILED, DEAD, REJECTED, RECOVERED, FINISHED ->
          " failed: " + uses + " " + answer(settled) + effort(settled.outcome());
    };
  }

  private static String answer(Fact.Settled settled) {
    var attempts = settled.outcome().attempts();
    var status = attempts.isEmpty() ? null : attempts.getLast().status();
    return status == null ? "ended with " + settled.code() : "answered " + status;
  }

  private static String effort(EffectSettled outcome) {
    var attempts = outcome.attempts().size();
    return attempts > 1 ? " after " + attempts + " attempts" : "";
  }

  private static String redriven(int generation) {
    return generation == 0 ? "" : " (redrive " + generation + ")";
  }
}
