package dev.sequitur.notification.channel;

import dev.sequitur.kit.definition.Bundle;
import dev.sequitur.kit.definition.DefinitionKind;
import dev.sequitur.kit.definition.Manifest;
import dev.sequitur.kit.problem.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * A way out to people. The connection or secret that it names is the executor's, and is looked up
 * when something is sent: a test tells at once.
 */
@ApplicationScoped
public class ChannelKind implements DefinitionKind {

  public static final String NAME = "Channel";

  @Override
  public String kind() {
    return NAME;
  }

  @Override
  public String permission() {
    return "channel";
  }

  @Override
  public List<Violation> check(Manifest manifest, Bundle together) {
    return ChannelReader.read(manifest.spec()).errors();
  }
}
