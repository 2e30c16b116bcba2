package dev.sequitur.rule.check.domain.finding;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something about rules that their authors will want to know.
 *
 * @param rules their names; in a loop, each before the one that it feeds
 * @param detail what it means
 * @param event an event that shows it; the rules were asked about it, and did as it is said
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Finding(Kind kind, List<String> rules, String detail, @Nullable Example event) {

  /** What there is to find. */
  public enum Kind {
    /** It names types of which no events are made or declared in the workspace. */
    TYPE_NEVER_MADE,
    /** No event can match. */
    ALWAYS_FALSE,
    /** Every event of its types matches: the condition asks nothing. */
    ALWAYS_TRUE,
    /** The condition is never false: every event matches for which it can be told. */
    NEVER_FALSE,
    /** Two rules match the same events, and do the same. */
    DUPLICATE,
    /** Whenever the first matches, the second does too, and does all that the first does. */
    SHADOWED,
    /** There are events for which both match and do opposite things to one target. */
    CONTRADICTING,
    /** Each emits an event that the next one matches, and the last feeds the first. */
    LOOP,
    /** No row of a table takes an event whose inputs are all there. */
    TABLE_GAP,
    /** Two rows of a table take one event where only one may. */
    TABLE_OVERLAP,
    /** A row of a table is never reached, since rows above it take all that it takes. */
    TABLE_ROW_HIDDEN
  }
}
