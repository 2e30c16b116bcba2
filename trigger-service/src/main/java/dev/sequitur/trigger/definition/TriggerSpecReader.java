package dev.sequitur.trigger.definition;

import dev.sequitur.kit.expression.Compilation;
import dev.sequitur.kit.expression.Expression;
import dev.sequitur.kit.expression.Expressions;
import dev.sequitur.kit.expression.Scope;
import dev.sequitur.kit.problem.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a spec strictly and names everything that is wrong at once. */
final class TriggerSpecReader {

  private static final int PATH_LIMIT = 200;

  /** Segments that need no escaping in a URL, so that a path has one spelling only. */
  private static final Pattern PATH = Pattern.compile("[a-z0-9][a-z0-9_-]*(/[a-z0-9][a-z0-9_-]*)*");

  private TriggerSpecReader() {}

  static TriggerSpec.Reading read(Map<String, @Nullable Object> document) {
    var errors = new ArrayList<Violation>();
    var spec = new Fields("/spec", document, errors);
    spec.only("webhook", "filter", "event");
    var webhook = spec.object("webhook");
    var path = webhook == null ? null : path(webhook);
    var verification = webhook == null ? null : verification(webhook);
    var filter = filter(spec);
    var event = spec.object("event");
    var mapping = event == null ? null : EventMappingReader.read(event);
    return !errors.isEmpty() || path == null || verification == null || mapping == null
        ? new TriggerSpec.Reading(null, List.copyOf(errors))
        : new TriggerSpec.Reading(new TriggerSpec(path, verification, filter, mapping), List.of());
  }

  private static @Nullable Verification verification(Fields webhook) {
    webhook.only("path", "verify");
    return VerificationReader.read(webhook);
  }

  private static @Nullable String path(Fields webhook) {
    var path = webhook.text("path");
    if (path == null) {
      return null;
    }
    if (path.length() > PATH_LIMIT) {
      webhook.error("path", "TOO_LONG", "at most " + PATH_LIMIT + " characters");
      return null;
    }
    if (!PATH.matcher(path).matches()) {
      webhook.error(
          "path",
          "INVALID_PATH",
          "segments of a-z, 0-9, - and _, each beginning with a letter or digit, separated by /");
      return null;
    }
    return path;
  }

  private static @Nullable Expression filter(Fields spec) {
    var text = spec.optionalText("filter");
    if (text == null) {
      return null;
    }
    return switch (Expressions.compileCondition(text, Scope.REQUEST)) {
      case Compilation.Compiled(Expression expression) -> expression;
      case Compilation.Rejected(var problems) -> {
        problems.forEach(
            problem ->
                spec.error(
                    "filter",
                    problem.code(),
                    problem.detail() + Positions.of(problem.line(), problem.column())));
        yield null;
      }
    };
  }
}
