package dev.sequitur.rule.shadow;

import dev.sequitur.kit.problem.CommonProblem;
import dev.sequitur.kit.problem.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is asked to decide as a shadow: {@code {"version": 3}}, or nothing for the draft.
 *
 * @param version null = the draft
 */
public record ShadowRequest(@Nullable Integer version) {

  /** The draft. */
  public static final ShadowRequest DRAFT = new ShadowRequest(null);

  private static final String VERSION = "version";

  /**
   * Of a parsed body.
   *
   * @throws dev.sequitur.kit.problem.Problem 422 with all that is wrong with it
   */
  public static ShadowRequest of(@Nullable Object document) {
    if (!(document instanceof Map<?, ?> members)) {
      throw refused(List.of(new Violation("", "WRONG_TYPE", "an object is expected here")));
    }
    var errors = new ArrayList<Violation>();
    for (var name : members.keySet()) {
      if (!VERSION.equals(name)) {
        var escaped = String.valueOf(name).replace("~", "~0").replace("/", "~1");
        errors.add(new Violation("/" + escaped, "UNKNOWN_FIELD", "known here: version"));
      }
    }
    var version = members.get(VERSION);
    if (version != null && !(version instanceof Integer number && number > 0)) {
      errors.add(new Violation("/version", "OUT_OF_RANGE", "a version's number, from 1"));
    }
    if (!errors.isEmpty()) {
      throw refused(errors);
    }
    return new ShadowRequest((Integer) version);
  }

  private static RuntimeException refused(List<Violation> errors) {
    return CommonProblem.VALIDATION_FAILED.with("This says no version.", errors);
  }
}
