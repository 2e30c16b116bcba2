package dev.sequitur.rule.explain;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.sequitur.contracts.EventReference;
import dev.sequitur.rule.explain.domain.Stop;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What all rules of a workspace made of an event, worked out again from the log and the versions of
 * that time.
 *
 * @param event where it stands
 * @param data what it carries; absent for those who lack {@code payload:read}
 * @param unreadable why no rule was asked: the record is no event, and lies in quarantine
 * @param duplicates further records with the same id, which start nothing
 * @param matched how many rules it started a run for
 * @param stopped how many rules were stopped by what
 * @param rules the nearest first, as many as were asked for
 */
@JsonInclude(Include.NON_NULL)
public record EventExplanation(
    UUID eventId,
    @Nullable EventReference event,
    @Nullable Object data,
    @Nullable String unreadable,
    int duplicates,
    int matched,
    SortedMap<Stop, Integer> stopped,
    List<RuleExplained> rules) {

  /**
   * One rule.
   *
   * @param version the one that decided, or would have; 0 = a draft
   * @param stoppedBy absent if a run started
   * @param run the run that started or was rejected
   * @param effectiveFrom since when it stands so; for NOT_YET_IN_FORCE, when it began
   * @param nextVersion the version that came after it
   * @param nextFrom when that one took effect
   * @param on what it listens to, where the type stopped it
   * @param condition its parts; also where something else stopped it, if it listens to the type
   * @param table its rows, if it has a table and the condition before that is true
   */
  @JsonInclude(Include.NON_NULL)
  public record RuleExplained(
      String rule,
      UUID uid,
      int version,
      boolean matched,
      @Nullable Stop stoppedBy,
      @Nullable String code,
      @Nullable String detail,
      @Nullable UUID run,
      @Nullable Instant effectiveFrom,
      @Nullable Integer nextVersion,
      @Nullable Instant nextFrom,
      @Nullable Object on,
      @Nullable PartView condition,
      @Nullable TableView table) {}
}
