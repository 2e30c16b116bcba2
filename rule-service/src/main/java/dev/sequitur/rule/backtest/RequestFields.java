package dev.sequitur.rule.backtest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequitur.kit.problem.Violation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The members of a request, and all that is found wrong with them. */
final class RequestFields {

  private final JsonNode body;
  private final List<Violation> errors = new ArrayList<>();

  RequestFields(JsonNode body) {
    this.body = body;
  }

  boolean has(String field) {
    return body.has(field);
  }

  /** Whatever stands there; a missing node if nothing does. */
  JsonNode value(String field) {
    return body.path(field);
  }

  List<Violation> errors() {
    return errors;
  }

  /** A text; null if there is none. */
  @Nullable String text(String field) {
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

  /** A whole number; null if there is none. */
  @Nullable Long number(String field) {
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

  void add(String pointer, String code, String detail) {
    add(new Violation(pointer, code, detail));
  }

  void add(Violation error) {
    errors.add(error);
  }
}
