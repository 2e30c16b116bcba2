package dev.sequitur.notification.domain;

import dev.sequitur.contracts.EffectSettled;

/** What one record means to this service. */
public sealed interface Heard {

  String workspace();

  /** Something went wrong that people may want to be told of. */
  record Trouble(Fact fact) implements Heard {
    @Override
    public String workspace() {
      return fact.workspace();
    }
  }

  /**
   * An effect of a run succeeded. Nearly all that comes is one of these, and few want to be told of
   * it: the record is read as a whole only for those.
   *
   * @param body the record's value
   */
  record Success(String workspace, byte[] body) implements Heard {}

  /** What became of a message that this service had sent: never itself told of. */
  record Answer(EffectSettled outcome) implements Heard {
    @Override
    public String workspace() {
      return outcome.workspace();
    }
  }
}
