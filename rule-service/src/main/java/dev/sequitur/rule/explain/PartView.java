package dev.sequitur.rule.explain;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.sequitur.kit.expression.Verdict;
import dev.sequitur.rule.explain.domain.Part;
import dev.sequitur.rule.explain.domain.SeenValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a condition as the API shows it.
 *
 * @param is TRUE, FALSE, UNTOLD with a code, or UNKNOWN where it cannot be asked by itself
 * @param asked false if the decision did not come this far
 */
@JsonInclude(Include.NON_EMPTY)
public record PartView(
    String text,
    Part.Kind kind,
    Answer is,
    @Nullable String code,
    @Nullable String detail,
    @JsonInclude(Include.ALWAYS) boolean asked,
    List<ValueView> values,
    List<PartView> parts) {

  /** What a part says. */
  public enum Answer {
    TRUE,
    FALSE,
    UNTOLD,
    UNKNOWN;

    static Answer of(@Nullable Verdict verdict) {
      return switch (verdict) {
        case Verdict.Matched _ -> TRUE;
        case Verdict.Unmatched _ -> FALSE;
        case Verdict.Failed _ -> UNTOLD;
        case null -> UNKNOWN;
      };
    }
  }

  /** A value that was seen; {@code value} is null unless {@code seen} is VALUE or SHORTENED. */
  public record ValueView(
      String path, SeenValue.Seen seen, @JsonInclude(Include.ALWAYS) @Nullable Object value) {

    static ValueView of(SeenValue value, boolean withValues) {
      var shown = withValues || value.seen() == SeenValue.Seen.MISSING ? value : value.hidden();
      return new ValueView(shown.path(), shown.seen(), shown.value());
    }
  }

  /**
   * The view of a part.
   *
   * @param withValues whether whoever asks may see what is in events
   */
  public static PartView of(Part part, boolean withValues) {
    var failed = part.verdict() instanceof Verdict.Failed one ? one : null;
    return new PartView(
        part.text(),
        part.kind(),
        Answer.of(part.verdict()),
        failed == null ? null : failed.code(),
        failed == null ? null : failed.detail(),
        part.reached(),
        part.values().stream().map(value -> ValueView.of(value, withValues)).toList(),
        part.parts().stream().map(one -> of(one, withValues)).toList());
  }
}
