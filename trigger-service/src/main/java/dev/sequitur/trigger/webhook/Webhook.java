package dev.sequitur.trigger.webhook;

import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.trigger.definition.TriggerSpec;
import java.util.UUID;

/** A published trigger, ready to be called. */
record Webhook(String workspace, UUID uid, int version, String name, TriggerSpec spec) {

  static Webhook of(DefinitionPublished published, TriggerSpec spec) {
    return new Webhook(
        published.workspace(), published.uid(), published.version(), published.name(), spec);
  }

  /** Where it listens, behind {@code /hooks/}. */
  String address() {
    return address(workspace, spec.path());
  }

  static String address(String workspace, String path) {
    return workspace + "/" + path;
  }
}
