package dev.sequitur.cli.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Why the gateway refused, after RFC 9457.
 *
 * @param traceId empty where the answer has none
 */
public record Problem(
    int status,
    String title,
    String detail,
    String code,
    String traceId,
    List<Violation> violations) {

  /**
   * One mistake.
   *
   * @param pointer JSON Pointer from the root of what was sent
   */
  public record Violation(String pointer, String code, String detail) {}

  /** What an answer says; also of one that is not from Sequitur, such as a proxy's page. */
  public static Problem of(Answer answer) {
    try {
      var json = answer.json();
      if (json.path("title").isTextual()) {
        return of(answer.status(), json);
      }
    } catch (UncheckedIOException e) {
      // No JSON: then the status is all there is to say.
    }
    return new Problem(answer.status(), "HTTP " + answer.status(), "", "", "", List.of());
  }

  private static Problem of(int status, JsonNode json) {
    var violations = new ArrayList<Violation>();
    for (var each : json.path("errors")) {
      violations.add(
          new Violation(
              each.path("pointer").asText(),
              each.path("code").asText(),
              each.path("detail").asText() + place(each)));
    }
    return new Problem(
        status,
        json.path("title").asText(),
        json.path("detail").asText(),
        json.path("code").asText(),
        json.path("traceId").asText(),
        violations);
  }

  /** Within a text of several lines, such as an expression. */
  private static String place(JsonNode violation) {
    return violation.path("line").asInt() > 1
        ? " (line %d, column %d of the text)"
            .formatted(violation.path("line").asInt(), violation.path("column").asInt())
        : "";
  }
}
