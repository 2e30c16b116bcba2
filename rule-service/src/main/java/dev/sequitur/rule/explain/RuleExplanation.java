package dev.sequitur.rule.explain;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.sequitur.contracts.DefinitionPublished.State;
import dev.sequitur.contracts.EventReference;
import dev.sequitur.rule.explain.domain.NearMisses;
import dev.sequitur.rule.explain.domain.Stop;
import dev.sequitur.rule.past.LogWindow;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Why a rule fired, or did not, within a window.
 *
 * @param stopped events by what stopped the rule; TYPE counts those that it does not listen to
 * @param types the types that came in the workspace, most frequent first
 * @param clauses which parts of the condition were not true, how often, and how often alone
 * @param nearest events that one part alone kept from matching
 * @param samples some of the events that it listens to
 * @param changes of the rule that took effect until the window's end
 * @param says the findings in sentences
 */
@JsonInclude(Include.NON_NULL)
public record RuleExplanation(
    String rule,
    UUID uid,
    Window window,
    Events events,
    long matched,
    SortedMap<Stop, Long> stopped,
    List<TypeCount> types,
    List<NearMisses.Count> clauses,
    List<Miss> nearest,
    List<Sample> samples,
    List<Change> changes,
    List<String> says) {

  /**
   * What was looked at.
   *
   * @param narrowed why it is less than was asked for; absent if it is not
   * @param reachesBackTo since when the log is whole; absent if nothing was ever removed
   * @param complete false if the time for it was over before all was read
   */
  @JsonInclude(Include.NON_NULL)
  public record Window(
      Instant from,
      Instant to,
      LogWindow.@Nullable Narrowed narrowed,
      @Nullable Instant reachesBackTo,
      boolean complete) {

    public static Window of(LogWindow.Extent extent, boolean complete) {
      return new Window(
          extent.from(), extent.to(), extent.narrowed(), extent.reachesBackTo(), complete);
    }
  }

  /**
   * How many records there were.
   *
   * @param read of all workspaces
   * @param ofTypes of the workspace, and of a type that the rule listens to
   * @param repeated of those, events that came again under their id
   * @param unreadable of those, records in quarantine
   */
  public record Events(long read, long ofWorkspace, long ofTypes, long repeated, long unreadable) {}

  /** How often a type came. */
  public record TypeCount(String type, long events) {}

  /** An event that one part alone kept from matching. */
  public record Miss(EventReference event, PartView clause) {}

  /** An event that the rule listens to. */
  @JsonInclude(Include.NON_NULL)
  public record Sample(
      EventReference event, boolean matched, @Nullable Stop stoppedBy, @Nullable String code) {}

  /** A change of the rule. */
  public record Change(Instant effectiveFrom, int version, State state) {}
}
