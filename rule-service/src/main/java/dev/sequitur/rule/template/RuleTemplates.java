package dev.sequitur.rule.template;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.sequitur.rule.template.domain.RuleTemplate;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The templates that come with this service: {@code rule-templates.yaml}, read once. */
@ApplicationScoped
public class RuleTemplates {

  private static final String FILE = "/rule-templates.yaml";

  private final Map<String, RuleTemplate> byName = new LinkedHashMap<>();

  public RuleTemplates() {
    try (var file = RuleTemplates.class.getResourceAsStream(FILE)) {
      new ObjectMapper(new YAMLFactory())
          .readValue(Objects.requireNonNull(file, FILE), new TypeReference<List<RuleTemplate>>() {})
          .forEach(template -> byName.put(template.name(), template));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public List<RuleTemplate> all() {
    return List.copyOf(byName.values());
  }

  public Optional<RuleTemplate> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }
}
