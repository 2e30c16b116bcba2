package dev.sequitur.kit.definition;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sequitur.kit.problem.Violation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A definition as the API shows it: the manifest with its identity and status.
 *
 * @param warnings what people should know, where it was just published; null otherwise
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DefinitionView(
    String apiVersion,
    String kind,
    Metadata metadata,
    Map<String, @Nullable Object> spec,
    Status status,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable List<Violation> warnings) {

  /** The manifest's metadata and who changed it when. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Metadata(
      String name,
      String workspace,
      UUID uid,
      Map<String, String> labels,
      @Nullable String description,
      long revision,
      Instant updatedAt,
      String updatedBy) {}

  /**
   * What is in force.
   *
   * @param state DRAFT, ACTIVE, DISABLED or ARCHIVED
   * @param reason why it rests, where that was said and its kind keeps it
   * @param shadow the version that decides beside it without effects
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Status(
      String state,
      int version,
      @Nullable Instant effectiveFrom,
      @Nullable String reason,
      Shadows.@Nullable Shown shadow) {}

  /** What is kept of a definition beside it. */
  record Beside(@Nullable String reason, Shadows.@Nullable Shown shadow) {}

  static DefinitionView of(String workspace, Definition definition, Beside beside) {
    var draft = definition.draft();
    var metadata = draft.metadata();
    return new DefinitionView(
        draft.apiVersion(),
        draft.kind(),
        new Metadata(
            metadata.name(),
            workspace,
            definition.uid(),
            metadata.labels(),
            metadata.description(),
            definition.revision(),
            definition.updatedAt(),
            definition.updatedBy()),
        draft.spec(),
        new Status(
            definition.state() == null ? "DRAFT" : definition.state().name(),
            definition.version(),
            definition.effectiveFrom(),
            beside.reason(),
            beside.shadow()),
        null);
  }

  DefinitionView with(List<Violation> warnings) {
    return new DefinitionView(apiVersion, kind, metadata, spec, status, warnings);
  }
}
