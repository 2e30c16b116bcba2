package dev.sequitur.trigger.webhook;

import dev.sequitur.trigger.definition.PublishedTrigger;
import dev.sequitur.trigger.definition.Source;

/** A published trigger, ready to be called. */
record Webhook(PublishedTrigger trigger, Source.Webhook source) {

  /** Where it listens, behind {@code /hooks/}. */
  String address() {
    return trigger.workspace() + "/" + source.path();
  }
}
