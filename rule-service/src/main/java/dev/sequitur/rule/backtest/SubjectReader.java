package dev.sequitur.rule.backtest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.contracts.Wire;
import dev.sequitur.kit.definition.Bundle;
import dev.sequitur.kit.definition.Definition;
import dev.sequitur.kit.definition.DefinitionVersion;
import dev.sequitur.kit.definition.Manifest;
import dev.sequitur.kit.problem.Violation;
import dev.sequitur.rule.catalog.RuleKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what is to be tried: a version of a rule, its draft, or a spec that was sent. */
final class SubjectReader {

  private final RuleKind kind;
  private final String workspace;
  private final Definition rule;
  private final List<DefinitionVersion> versions;
  private final RequestFields body;

  SubjectReader(
      RuleKind kind,
      String workspace,
      Definition rule,
      List<DefinitionVersion> versions,
      RequestFields body) {
    this.kind = kind;
    this.workspace = workspace;
    this.rule = rule;
    this.versions = versions;
    this.body = body;
  }

  /** Exactly one of {@code version}, {@code draft} and {@code spec}; null where that is wrong. */
  @Nullable DefinitionPublished read() {
    var given = List.of("version", "draft", "spec").stream().filter(body::has).toList();
    if (given.size() != 1) {
      body.add("", "REQUIRED", "one of version, draft and spec is needed, and no more");
      return null;
    }
    return switch (given.getFirst()) {
      case "version" -> version("version");
      case "draft" -> draft(body.value("draft"));
      default -> spec(body.value("spec"));
    };
  }

  /** The published version that a member names; null where there is none. */
  @Nullable DefinitionPublished version(String field) {
    var number = body.number(field);
    if (number == null) {
      return null;
    }
    var found =
        versions.stream().filter(version -> version.version() == number.longValue()).findFirst();
    if (found.isEmpty()) {
      body.add("/" + field, "OUT_OF_RANGE", "there is no such version");
      return null;
    }
    return published(found.get().manifest(), found.get().version(), "/" + field);
  }

  private @Nullable DefinitionPublished draft(JsonNode given) {
    if (!given.isBoolean() || !given.booleanValue()) {
      body.add("/draft", "WRONG_TYPE", "true is expected here");
      return null;
    }
    return published(rule.draft(), 0, "/draft");
  }

  private @Nullable DefinitionPublished spec(JsonNode given) {
    if (!given.isObject()) {
      body.add("/spec", "WRONG_TYPE", "an object is expected here");
      return null;
    }
    @SuppressWarnings("unchecked") // an object's names are texts
    Map<String, @Nullable Object> spec = Wire.json().convertValue(given, Map.class);
    var draft = rule.draft();
    var manifest = new Manifest(Manifest.API_VERSION, RuleKind.NAME, draft.metadata(), spec);
    return published(manifest, 0, null);
  }

  /**
   * Checked as it would be if it were saved now.
   *
   * @param pointer to what names it; null if it stands in the request itself
   */
  private @Nullable DefinitionPublished published(
      Manifest manifest, int version, @Nullable String pointer) {
    // Versions were checked when they were published; what they name may have gone since.
    var found =
        version > 0 ? List.<Violation>of() : kind.check(manifest, new Bundle(workspace, List.of()));
    found.forEach(
        error ->
            body.add(
                pointer == null
                    ? error
                    : new Violation(
                        pointer, error.code(), error.pointer() + ": " + error.detail())));
    return found.isEmpty()
        ? new DefinitionPublished(
            workspace,
            RuleKind.NAME,
            rule.uid(),
            rule.draft().name(),
            version,
            0,
            DefinitionPublished.State.ACTIVE,
            Instant.EPOCH,
            manifest.metadata().labels(),
            manifest.spec())
        : null;
  }
}
