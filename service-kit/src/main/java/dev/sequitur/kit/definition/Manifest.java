package dev.sequitur.kit.definition;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A definition as its user writes it.
 *
 * @param kind {@code Trigger}, {@code Rule} …
 * @param spec free of form here; its {@link DefinitionKind} checks it
 */
public record Manifest(
    String apiVersion, String kind, Metadata metadata, Map<String, @Nullable Object> spec) {

  public static final String API_VERSION = "sequitur.dev/v1";

  /**
   * Who it is.
   *
   * @param name unique in workspace and kind
   * @param workspace the one it belongs to; may be left out
   */
  public record Metadata(
      String name,
      @Nullable String workspace,
      Map<String, String> labels,
      @Nullable String description) {}

  public String name() {
    return metadata.name();
  }
}
