package dev.sequitur.trigger.definition;

/** Where a trigger's events come from: one kind a trigger. */
public sealed interface Source {

  /**
   * Calls by HTTP.
   *
   * @param path behind {@code /hooks/{workspace}/}
   */
  record Webhook(String path, Verification verification) implements Source {}

  /** Somebody who may fire it, by the API, with a body of their own. */
  record Manual() implements Source {}
}
