package dev.sequitur.kit.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * RFC 9457 problem details.
 *
 * @param type where the code is explained
 * @param title the same for every occurrence of the code
 * @param status HTTP status
 * @param detail this occurrence
 * @param code stable
 * @param traceId finds the request in logs and traces
 * @param errors what is wrong with the document, each with its place
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ProblemDocument(
    String type,
    String title,
    int status,
    String detail,
    String code,
    String traceId,
    List<Violation> errors) {

  public static final String MEDIA_TYPE = "application/problem+json";

  public static ProblemDocument of(
      ProblemCode code, String detail, String traceId, List<Violation> errors) {
    return new ProblemDocument(
        "/docs/problems#" + code.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
        code.title(),
        code.status(),
        detail,
        code.name(),
        traceId,
        errors);
  }
}
