package dev.sequitur.rule.explain.domain;

import dev.sequitur.kit.expression.Verdict;
import dev.sequitur.rule.matching.domain.Decision;
import dev.sequitur.rule.matching.domain.DecisionCode;
import dev.sequitur.rule.matching.domain.Evaluation;
import dev.sequitur.rule.matching.domain.EventVariables;
import dev.sequitur.rule.matching.domain.Occurrence;
import dev.sequitur.rule.matching.domain.Rule;
import dev.sequitur.rule.matching.domain.RuleBook;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one rule made of one event. The decision is that of {@link Evaluation}; nothing here decides
 * a second time.
 *
 * @param stop null if a run started
 * @param code why, if it is more than a false condition
 * @param detail a sentence with nothing of the data in it
 * @param run the run that started, or that was rejected
 */
public record Judgement(
    Rule rule,
    @Nullable Stop stop,
    @Nullable String code,
    @Nullable String detail,
    @Nullable UUID run) {

  /** Decides one rule on one event. */
  public static Judgement of(Rule rule, Occurrence event) {
    return of(rule, RuleBook.of(List.of(rule)), event);
  }

  /**
   * Decides one rule on one of many events.
   *
   * @param alone a book of this rule and no other, made once
   */
  public static Judgement of(Rule rule, RuleBook alone, Occurrence event) {
    if (!Types.cover(rule.on(), event.event().type())) {
      return new Judgement(rule, Stop.TYPE, null, null, null);
    }
    // One that an index has ruled out has no decision: then its condition is not true.
    return Evaluation.decide(alone, event).stream()
        .findFirst()
        .map(decision -> of(rule, event, decision))
        .orElseGet(() -> new Judgement(rule, Stop.CONDITION, null, null, null));
  }

  private static Judgement of(Rule rule, Occurrence event, Decision decision) {
    return switch (decision) {
      case Decision.Started(_, var command, _) ->
          new Judgement(rule, null, null, null, command.runId());
      case Decision.Failed(_, var rejection) ->
          new Judgement(
              rule, Stop.REJECTED, rejection.code(), rejection.detail(), rejection.runId());
      case Decision.Suppressed(_, var code) ->
          new Judgement(rule, Stop.SUPPRESSED, code, null, null);
      case Decision.Unmatched(_, var code) when code == null ->
          new Judgement(rule, Stop.CONDITION, null, null, null);
      case Decision.Unmatched(_, var code) ->
          new Judgement(rule, Stop.UNTOLD, code, untold(rule, event), null);
    };
  }

  private static @Nullable String untold(Rule rule, Occurrence event) {
    return rule.condition().verdict(new EventVariables(event))
            instanceof Verdict.Failed(_, var detail)
        ? detail
        : null;
  }

  /**
   * The same, of a run that has asked its brake.
   *
   * @param passed what that has answered; null if it has not yet, or it is no longer kept
   */
  public Judgement answered(@Nullable Boolean passed) {
    if (passed == null) {
      return new Judgement(
          rule, stop, code, "what its brake has answered is not known yet, or no longer", run);
    }
    return passed
        ? this
        : new Judgement(rule, Stop.BRAKED, DecisionCode.RULE_BRAKED.name(), null, run);
  }

  /** Whether it is for the rule's brake to say whether the run starts. */
  public boolean asksBrake() {
    return stop == null && rule.restraint().brake() != null;
  }

  /** The condition with all its parts; null if there is none, or it is of no use. */
  public static @Nullable Part condition(Rule rule, Occurrence event) {
    var expression = rule.condition().expression();
    if (expression == null) {
      return null;
    }
    var variables = new EventVariables(event);
    return Dissection.of(Clause.of(expression), variables).decided(expression.condition(variables));
  }

  /**
   * What its table made of the event; null if there is none, or the condition before it is not
   * true.
   */
  public static @Nullable TableSight table(Rule rule, Occurrence event) {
    var table = rule.table();
    var variables = new EventVariables(event);
    return table == null || !rule.condition().verdict(variables).matched()
        ? null
        : TableSight.of(table, variables);
  }
}
