package dev.sequitur.rule.backtest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.kit.definition.Definition;
import dev.sequitur.kit.definition.DefinitionVersion;
import dev.sequitur.kit.problem.Violation;
import dev.sequitur.rule.backtest.BacktestRequest.Conditions;
import dev.sequitur.rule.catalog.RuleKind;
import dev.sequitur.rule.explain.WindowParameters;
import dev.sequitur.rule.past.LogWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
  BacktestRequest read(JsonNode given, Instant now) {
    var body = new RequestFields(given);
    requireKnown(given, body);
    var subjects = new SubjectReader(kind, workspace, rule, versions, body);
    var subject = subjects.read();
    var other = body.has("compareWith") ? subjects.version("compareWith") : null;
    var asked = window(body, now);
    var show = body.number("show");
    if (show != null && (show < 0 || show > MOST_SHOWN)) {
      body.add("/show", "OUT_OF_RANGE", "must be 0 to " + MOST_SHOWN);
    }
    var conditions = conditions(body, subject);
    requireSound(body.errors());
    return new BacktestRequest(
        Objects.requireNonNull(subject),
        other,
        asked.from(),
        asked.to(),
        asked.most(),
        show == null ? USUALLY_SHOWN : Math.toIntExact(show),
        conditions);
  }

  private static void requireKnown(JsonNode given, RequestFields body) {
    given
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!FIELDS.contains(name)) {
                body.add(
                    "/" + escaped(name),
                    "UNKNOWN_FIELD",
                    "known here: " + String.join(", ", sorted()));
              }
            });
  }

  private static LogWindow.Asked window(RequestFields body, Instant now) {
    var window = new WindowParameters(now);
    var asked = window.read(body.text("from"), body.text("to"), body.number("limit"), BOUNDS);
    window.errors().forEach(body::add);
    return asked;
  }

  private static void requireSound(List<Violation> errors) {
    if (!errors.isEmpty()) {
      throw BacktestProblem.BACKTEST_INVALID.with(
          "The request has " + errors.size() + (errors.size() == 1 ? " error." : " errors."),
          errors);
    }
  }

  private static List<String> sorted() {
    return FIELDS.stream().sorted().toList();
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  private static Conditions conditions(RequestFields body, @Nullable DefinitionPublished subject) {
    var given = body.text("conditions");
    if (given == null) {
      return subject != null && subject.version() == 0 ? Conditions.NOW : Conditions.THEN;
    }
    return switch (given) {
      case "then" -> Conditions.THEN;
      case "now" -> Conditions.NOW;
      default -> {
        body.add("/conditions", "VALUE", "then or now is expected here");
        yield Conditions.THEN;
      }
    };
  }
}
