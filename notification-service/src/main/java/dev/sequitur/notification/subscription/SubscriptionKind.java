package dev.sequitur.notification.subscription;

import dev.sequitur.kit.definition.Bundle;
import dev.sequitur.kit.definition.DefinitionKind;
import dev.sequitur.kit.definition.Manifest;
import dev.sequitur.kit.problem.Violation;
import dev.sequitur.notification.channel.ChannelKind;
import dev.sequitur.notification.channel.StoredChannels;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Who wants to be told of what. The rules it names need not exist yet: it is often applied before
 * them, and {@code *} means those to come as well. A channel must be there, as a draft at least, or
 * come with the same bundle: a name that is misspelt would leave somebody untold.
 */
@ApplicationScoped
public class SubscriptionKind implements DefinitionKind {

  public static final String NAME = "Subscription";

  private final StoredChannels channels;

  SubscriptionKind(StoredChannels channels) {
    this.channels = channels;
  }

  @Override
  public String kind() {
    return NAME;
  }

  @Override
  public String permission() {
    return "subscription";
  }

  @Override
  public List<Violation> check(Manifest manifest, Bundle together) {
    var errors = new ArrayList<>(SpecReader.read(manifest.spec()).errors());
    var named = ChannelNames.of(manifest.spec());
    named.values().removeIf(name -> together.holds(ChannelKind.NAME, name));
    if (!named.isEmpty()) {
      var known = channels.among(together.workspace(), Set.copyOf(named.values()));
      named.values().removeAll(known);
      named.keySet().forEach(pointer -> errors.add(missing(pointer)));
    }
    return errors;
  }

  private static Violation missing(String pointer) {
    return new Violation(
        pointer, "CHANNEL_NOT_FOUND", "there is no channel of this name in the workspace");
  }
}
