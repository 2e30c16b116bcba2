package dev.sequitur.reporting.projection;

import dev.sequitur.contracts.EffectSettled.RunEnd;
import dev.sequitur.contracts.EffectState;
import dev.sequitur.contracts.PerformActions;
import dev.sequitur.contracts.RunState;
import dev.sequitur.contracts.Wire;
import dev.sequitur.reporting.Story;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * All records of a run: a command that comes twice with another plan the second time, outcomes of
 * each generation in no order, some of them twice.
 */
record Telling(Story story, int actions, int redrives) {

  /** What a command tells, as it is read from its record. */
  static RunChange planned(PerformActions command) {
    return RunChange.planned(Wire.read(command.message(null).value(), PlannedRun.class));
  }

  /** Commands first, then outcomes by generation. */
  List<RunChange> inOrder() {
    var all = new ArrayList<>(commands());
    all.addAll(outcomes());
    return all;
  }

  /** Commands keep their order, being on one partition; all else comes as it may. */
  List<RunChange> interleaved(Random random) {
    var others = new ArrayList<>(outcomes());
    others.add(others.get(random.nextInt(others.size())));
    Collections.shuffle(others, random);
    for (var command : commands().reversed()) {
      others.add(random.nextInt(firstCommand(others) + 1), command);
    }
    return others;
  }

  private static int firstCommand(List<RunChange> changes) {
    return (int) changes.stream().takeWhile(change -> change.revision() < 0).count();
  }

  private List<RunChange> commands() {
    return List.of(planned(story.command(actions)), planned(story.command(actions + 1)));
  }

  private List<RunChange> outcomes() {
    var outcomes = new ArrayList<RunChange>();
    for (int generation = 0; generation <= redrives; generation++) {
      var state = generation == redrives ? EffectState.SUCCEEDED : EffectState.DEAD;
      var number = generation;
      // A redrive repeats the first action only.
      IntStream.range(0, generation == 0 ? actions : 1)
          .forEach(action -> outcomes.add(outcome(action, number, state)));
    }
    return outcomes;
  }

  private RunChange outcome(int action, int generation, EffectState state) {
    var last = generation > 0 || action == actions - 1;
    var end = new RunEnd(RunState.of(List.of(state)), generation, story.settledAt(generation));
    return RunChange.settled(
        last
            ? story.outcome(action, generation, state, end)
            : story.outcome(action, generation, state));
  }
}
