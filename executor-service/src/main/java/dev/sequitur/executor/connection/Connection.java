package dev.sequitur.executor.connection;

import dev.sequitur.contracts.DefinitionPublished;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A connection as its user wrote it: free of errors, its credentials still references.
 *
 * @param settings the manifest's spec
 */
public record Connection(
    String workspace, String name, ConnectionType type, Map<String, @Nullable Object> settings) {

  /** Null if the spec is not one that this version understands. */
  static @Nullable Connection of(DefinitionPublished version) {
    return of(version.workspace(), version.name(), version.spec());
  }

  static @Nullable Connection of(
      String workspace, String name, Map<String, @Nullable Object> spec) {
    return SettingReader.check(spec).isEmpty()
        ? ConnectionType.of(String.valueOf(spec.get("type")))
            .map(type -> new Connection(workspace, name, type, spec))
            .orElse(null)
        : null;
  }

  /** A text, or what stands for it where it is absent. */
  public String text(String setting, String otherwise) {
    return settings.get(setting) instanceof String text ? text : otherwise;
  }

  public int number(String setting, int otherwise) {
    return settings.get(setting) instanceof Integer number ? number : otherwise;
  }

  public boolean isTrue(String setting) {
    return Boolean.TRUE.equals(settings.get(setting));
  }

  public List<String> texts(String setting) {
    return settings.get(setting) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }
}
