package dev.sequitur.notification.template;

import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.notification.document.NamedInForce;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;

/** The published templates, for any instant. */
@ApplicationScoped
public class TemplatesInForce {

  private final NamedInForce<MessageTemplate> templates =
      new NamedInForce<>(
          change -> Optional.ofNullable(TemplateReader.read(change.spec()).template()));

  public void heard(DefinitionPublished change) {
    templates.heard(change);
  }

  public Optional<MessageTemplate> find(String workspace, String name, Instant at) {
    return templates.find(workspace, name, at);
  }
}
