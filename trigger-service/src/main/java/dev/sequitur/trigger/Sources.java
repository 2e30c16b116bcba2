package dev.sequitur.trigger;

import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.kit.definition.PublishedDefinitions;
import dev.sequitur.kit.secret.Secrets;
import dev.sequitur.trigger.definition.KnownTriggers;
import dev.sequitur.trigger.definition.TriggerKind;
import dev.sequitur.trigger.definition.Triggers;
import dev.sequitur.trigger.definition.TriggersInForce;
import dev.sequitur.trigger.event.EventLog;
import dev.sequitur.trigger.kafka.Connections;
import dev.sequitur.trigger.kafka.KafkaSources;
import dev.sequitur.trigger.kafka.KafkaTriggers;
import dev.sequitur.trigger.webhook.Webhooks;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;

/**
 * What this service listens to: the definitions and secrets that it acts by, from compacted topics.
 * What comes in from outside, it hears at {@code webhook.WebhookRoute} and {@code
 * event.EventsResource}.
 */
@ApplicationScoped
class Sources {

  private final PublishedDefinitions definitions;
  private final Secrets secrets;
  private final Triggers triggers;
  private final KnownTriggers known;
  private final TriggersInForce inForce;
  private final Webhooks webhooks;
  private final Connections connections;
  private final KafkaTriggers kafkaTriggers;
  private final KafkaSources kafkaSources;
  private final EventLog events;

  Sources(
      PublishedDefinitions definitions,
      Secrets secrets,
      Triggers triggers,
      KnownTriggers known,
      TriggersInForce inForce,
      Webhooks webhooks,
      Connections connections,
      KafkaTriggers kafkaTriggers,
      KafkaSources kafkaSources,
      EventLog events) {
    this.definitions = definitions;
    this.secrets = secrets;
    this.triggers = triggers;
    this.known = known;
    this.inForce = inForce;
    this.webhooks = webhooks;
    this.connections = connections;
    this.kafkaTriggers = kafkaTriggers;
    this.kafkaSources = kafkaSources;
    this.events = events;
  }

  void open(@Observes StartupEvent starting) {
    events.open();
    secrets.follow();
    definitions.follow(Map.of(TriggerKind.NAME, this::heard, Connections.KIND, connections::heard));
  }

  private void heard(DefinitionPublished change) {
    var trigger = triggers.compile(change);
    known.heard(change);
    inForce.heard(change, trigger);
    webhooks.heard(change, trigger);
    kafkaTriggers.heard(change, trigger);
    kafkaSources.follow();
  }
}
