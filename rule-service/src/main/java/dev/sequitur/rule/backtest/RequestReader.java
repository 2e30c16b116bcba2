package dev.sequitur.rule.backtest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.contracts.Wire;
import dev.sequitur.kit.definition.Bundle;
import dev.sequitur.kit.definition.Definition;
import dev.sequitur.kit.definition.DefinitionVersion;
import dev.sequitur.kit.definition.Manifest;
import dev.sequitur.kit.problem.Violation;
import dev.sequitur.rule.backtest.BacktestRequest.Conditions;
import dev.sequitur.rule.catalog.RuleKind;
import dev.sequitur.rule.explain.WindowParameters;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code {"version": 3 | "draft": true | "spec": {…}, "compareWith": 2, "from": …, "to": …,
 * "limit": …, "show": …, "conditions": "then" | "now"}}; all that is wrong at once.
 */
final class RequestReader {

  private static final WindowParameters.Bounds BOUNDS =
      new WindowParameters.Bounds(Duration.ofDays(1), 1_000_000, 5_000_000);
  private static final int USUALLY_SHOWN = 100;
  private static final int MOST_SHOWN = 1_000;
  private static final Set<String> FIELDS =
      Set.of(
          "version", "draft", "spec", "compareWith", "from", "to", "limit", "show", "conditions");

  private final RuleKind kind;
  private final String workspace;
  private final Definition rule;
  private final List<DefinitionVersion> versions;
  private final List<Violation> errors = new ArrayList<>();

  RequestReader(
      RuleKind kind, String workspace, Definition rule, List<DefinitionVersion> versions) {
    this.kind = kind;
    this.workspace = workspace;
    this.rule = rule;
    this.versions = versions;
  }

  /**
   * Reads a request.
   *
   * @throws dev.sequitur.kit.problem.Problem 422 with every mistake
   */
  BacktestRequest read(JsonNode body, Instant now) {
    body.fieldNames()
        .forEachRemaining(
            name -> {
              if (!FIELDS.contains(name)) {
                add(
                    "/" + escaped(name),
                    "UNKNOWN_FIELD",
                    "known here: " + String.join(", ", sorted()));
              }
            });
    var subject = subject(body);
    var other = body.has("compareWith") ? version(body, "compareWith") : null;
    var window = new WindowParameters(now);
    var asked = window.read(text(body, "from"), text(body, "to"), number(body, "limit"), BOUNDS);
    errors.addAll(window.errors());
    var show = number(body, "show");
    if (show != null && (show < 0 || show > MOST_SHOWN)) {
      add("/show", "OUT_OF_RANGE", "must be 0 to " + MOST_SHOWN);
    }
    var conditions = conditions(body, subject);
    if (!errors.isEmpty()) {
      throw BacktestProblem.BACKTEST_INVALID.with(
          "The request has " + errors.size() + (errors.size() == 1 ? " error." : " errors."),
          errors);
    }
    return new BacktestRequest(
        Objects.requireNonNull(subject),
        other,
        asked.from(),
        asked.to(),
        asked.most(),
        show == null ? USUALLY_SHOWN : Math.toIntExact(show),
        conditions);
  }

  private static List<String> sorted() {
    return FIELDS.stream().sorted().toList();
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  private @Nullable DefinitionPublished subject(JsonNode body) {
    var given = List.of("version", "draft", "spec").stream().filter(body::has).toList();
    if (given.size() != 1) {
      add("", "REQUIRED", "one of version, draft and spec is needed, and no more");
      return null;
    }
    return switch (given.getFirst()) {
      case "version" -> version(body, "version");
      case "draft" -> draft(body.path("draft"));
      default -> spec(body.path("spec"));
    };
  }

  private @Nullable DefinitionPublished version(JsonNode body, String field) {
    var number = number(body, field);
    if (number == null) {
      return null;
    }
    var found =
        versions.stream().filter(version -> version.version() == number.longValue()).findFirst();
    if (found.isEmpty()) {
      add("/" + field, "OUT_OF_RANGE", "there is no such version");
      return null;
    }
    return published(found.get().manifest(), found.get().version(), "/" + field);
  }

  private @Nullable DefinitionPublished draft(JsonNode given) {
    if (!given.isBoolean() || !given.booleanValue()) {
      add("/draft", "WRONG_TYPE", "true is expected here");
      return null;
    }
    return published(rule.draft(), 0, "/draft");
  }

  private @Nullable DefinitionPublished spec(JsonNode given) {
    if (!given.isObject()) {
      add("/spec", "WRONG_TYPE", "an object is expected here");
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
            errors.add(
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

  private Conditions conditions(JsonNode body, @Nullable DefinitionPublished subject) {
    var given = text(body, "conditions");
    if (given == null) {
      return subject != null && subject.version() == 0 ? Conditions.NOW : Conditions.THEN;
    }
    return switch (given) {
      case "then" -> Conditions.THEN;
      case "now" -> Conditions.NOW;
      default -> {
        add("/conditions", "VALUE", "then or now is expected here");
        yield Conditions.THEN;
      }
    };
  }

  private @Nullable String text(JsonNode body, String field) {
    var given = body.get(field);
    if (given == null || given.isNull()) {
      return null;
    }
    if (!given.isTextual()) {
      add("/" + field, "WRONG_TYPE", "a text is expected here");
      return null;
    }
    return given.textValue();
  }

  private @Nullable Long number(JsonNode body, String field) {
    var given = body.get(field);
    if (given == null || given.isNull()) {
      return null;
    }
    if (!given.isIntegralNumber() || !given.canConvertToInt()) {
      add("/" + field, "WRONG_TYPE", "a whole number is expected here");
      return null;
    }
    return given.longValue();
  }

  private void add(String pointer, String code, String detail) {
    errors.add(new Violation(pointer, code, detail));
  }
}
