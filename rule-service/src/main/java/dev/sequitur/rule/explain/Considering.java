package dev.sequitur.rule.explain;

import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.contracts.DefinitionPublished.State;
import dev.sequitur.rule.brake.BrakeAnswers;
import dev.sequitur.rule.catalog.RuleHistory;
import dev.sequitur.rule.catalog.RuleHistory.Standing;
import dev.sequitur.rule.explain.domain.Judgement;
import dev.sequitur.rule.explain.domain.Stop;
import dev.sequitur.rule.explain.domain.Types;
import dev.sequitur.rule.matching.domain.Occurrence;
import dev.sequitur.rule.matching.domain.Rule;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks at all rules of an event's workspace as they stood at its instant, drafts included. */
@ApplicationScoped
class Considering {

  private final RuleHistory history;
  private final Drafts drafts;
  private final BrakeAnswers brakes;

  Considering(RuleHistory history, Drafts drafts, BrakeAnswers brakes) {
    this.history = history;
    this.drafts = drafts;
    this.brakes = brakes;
  }

  /** All of them, the nearest first. */
  List<Considered> all(Occurrence event) {
    var considered = new ArrayList<Considered>();
    for (var standing : history.at(event.event().workspace(), event.acceptedAt())) {
      // What was gone by then concerns nobody.
      if (standing.change().state() != State.ARCHIVED || !standing.begun()) {
        considered.add(considered(standing, event));
      }
    }
    for (var shadow : history.shadowsAt(event.event().workspace(), event.acceptedAt())) {
      considered.add(withoutEffect(shadow, event, Stop.SHADOW));
    }
    for (var draft : drafts.neverPublished(event.event().workspace())) {
      considered.add(withoutEffect(draft, event, Stop.NOT_PUBLISHED));
    }
    askBrakes(event.event().workspace(), considered);
    considered.sort(Considered.NEAREST);
    return considered;
  }

  /** What a brake made of a start is nothing that could be worked out again: it is looked up. */
  private void askBrakes(String workspace, List<Considered> considered) {
    var runs = considered.stream().filter(Considered::asksBrake).map(Considered::run).toList();
    if (!runs.isEmpty()) {
      var answers = brakes.of(workspace, runs);
      considered.replaceAll(one -> one.asksBrake() ? one.answered(answers.get(one.run())) : one);
    }
  }

  private Considered considered(Standing standing, Occurrence event) {
    var change = standing.change();
    if (Types.surelyNot(change.spec().get("on"), event.event().type())) {
      return new Considered(change, standing.next(), null, Stop.TYPE, null);
    }
    var rule = history.make(change, event.acceptedAt()).rule();
    if (rule == null) {
      return new Considered(change, standing.next(), null, Stop.UNUSABLE, null);
    }
    var judgement = Judgement.of(rule, event);
    return new Considered(change, standing.next(), rule, stop(standing, judgement), judgement);
  }

  /** The type comes first: that a rule of another type rests explains nothing. */
  private static @Nullable Stop stop(Standing standing, Judgement judgement) {
    if (judgement.stop() == Stop.TYPE) {
      return Stop.TYPE;
    }
    if (!standing.begun()) {
      return Stop.NOT_YET_IN_FORCE;
    }
    return standing.change().state() == State.DISABLED ? Stop.SUSPENDED : judgement.stop();
  }

  /** What would not have acted, whatever it made of the event. */
  private Considered withoutEffect(DefinitionPublished version, Occurrence event, Stop why) {
    if (Types.surelyNot(version.spec().get("on"), event.event().type())) {
      return new Considered(version, null, null, Stop.TYPE, null);
    }
    Rule rule = history.makeDraft(version, event.acceptedAt()).rule();
    if (rule == null) {
      return new Considered(version, null, null, why, null);
    }
    var judgement = Judgement.of(rule, event);
    var stop = judgement.stop() == Stop.TYPE ? Stop.TYPE : why;
    return new Considered(version, null, rule, stop, judgement);
  }
}
