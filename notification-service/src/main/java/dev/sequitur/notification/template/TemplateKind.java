package dev.sequitur.notification.template;

import dev.sequitur.kit.definition.Bundle;
import dev.sequitur.kit.definition.DefinitionKind;
import dev.sequitur.kit.definition.Manifest;
import dev.sequitur.kit.problem.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What messages say. Checked by being tried with a sample. */
@ApplicationScoped
public class TemplateKind implements DefinitionKind {

  public static final String NAME = "NotificationTemplate";

  @Override
  public String kind() {
    return NAME;
  }

  @Override
  public String permission() {
    return "template";
  }

  @Override
  public List<Violation> check(Manifest manifest, Bundle together) {
    return TemplateReader.read(manifest.spec()).errors();
  }
}
