package dev.sequitur.rule.catalog;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.sequitur.contracts.Wire;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The actions that rules may use, with the schemas of their arguments. A copy of what the executor
 * publishes, as a file: whoever changes an action's schema there changes it here, and an end-to-end
 * test holds the two together.
 */
@ApplicationScoped
public class ActionCatalogue {

  private static final String FILE = "/executor-action-types.json";

  private final Map<String, ArgumentSchema> byName = new TreeMap<>();

  public ActionCatalogue() {
    try (var file = ActionCatalogue.class.getResourceAsStream(FILE)) {
      var types =
          Wire.json()
              .readValue(
                  Objects.requireNonNull(file, FILE), new TypeReference<List<ActionType>>() {});
      types.forEach(type -> byName.put(type.uses(), new ArgumentSchema(type.input())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * One action.
   *
   * @param uses name and version
   * @param input JSON Schema of its arguments
   */
  record ActionType(String uses, Map<String, Object> input) {}

  Optional<ArgumentSchema> find(String uses) {
    return Optional.ofNullable(byName.get(uses));
  }

  SortedSet<String> names() {
    return new TreeSet<>(byName.keySet());
  }
}
