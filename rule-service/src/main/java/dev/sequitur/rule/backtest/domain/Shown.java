package dev.sequitur.rule.backtest.domain;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.sequitur.contracts.ActionCall;
import dev.sequitur.contracts.EventReference;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event that a backtest shows.
 *
 * @param run the run that would have started, or been rejected
 * @param actions what would have been sent; secrets stand as references, and are never opened.
 *     Absent if nothing would have been, or if it is large
 * @param otherActions the same of the version that it is compared with
 * @param code why the run could not have started
 */
@JsonInclude(Include.NON_NULL)
public record Shown(
    EventReference event,
    @Nullable UUID run,
    @Nullable List<ActionCall> actions,
    @Nullable List<ActionCall> otherActions,
    @Nullable String code,
    @Nullable String detail) {

  /** Which events are shown. */
  public enum Kind {
    /** The version matches. */
    MATCHED,
    /** It matches, but the run could not have started. */
    REJECTED,
    /** It matches, and the other does not. */
    ADDED,
    /** The other matches, and it does not. */
    REMOVED,
    /** Both match, and would have done something else. */
    CHANGED;

    /** By its name in whatever case. */
    public static Optional<Kind> of(String name) {
      return Arrays.stream(values()).filter(one -> one.name().equalsIgnoreCase(name)).findFirst();
    }
  }
}
