package dev.sequitur.notification.subscription;

import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.notification.domain.ChannelTarget;
import dev.sequitur.notification.domain.Happening;
import dev.sequitur.notification.domain.Recipient;
import dev.sequitur.notification.domain.Subscription;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A subscription's {@code spec}, free of errors. */
record SubscriptionSpec(
    Set<String> rules,
    Map<String, String> labels,
    Set<Happening> outcomes,
    List<Recipient> recipients,
    List<ChannelTarget> channels,
    Set<Happening> mandatory) {

  Subscription of(DefinitionPublished version) {
    return new Subscription(
        version.workspace(),
        version.uid(),
        version.name(),
        version.version(),
        rules,
        labels,
        outcomes,
        recipients,
        channels,
        mandatory);
  }
}
