package dev.sequitur.notification.subscription;

import dev.sequitur.kit.definition.Bundle;
import dev.sequitur.kit.definition.DefinitionKind;
import dev.sequitur.kit.definition.Manifest;
import dev.sequitur.kit.problem.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Who wants to be told of what. The rules it names need not exist yet: it is often applied together
 * with them, or before them.
 */
@ApplicationScoped
public class SubscriptionKind implements DefinitionKind {

  public static final String NAME = "Subscription";

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
    return SpecReader.read(manifest.spec()).errors();
  }
}
