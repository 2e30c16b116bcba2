package dev.sequitur.trigger.definition;

import java.util.UUID;

/** Hears that a suspended trigger is about to be resumed. */
public interface Resumptions {

  /** What can be done about it. */
  enum Answer {
    READY,
    /** The suspension is not in force everywhere yet. */
    NOT_SUSPENDED_YET,
    /** There is nothing that it could catch up on. */
    READS_NO_TOPIC
  }

  /**
   * Called before the resumption is stored.
   *
   * @param catchUp whether the trigger is to be given what it has missed
   */
  Answer resuming(UUID trigger, boolean catchUp);
}
