package dev.sequitur.rule.condition;

import dev.sequitur.kit.definition.Bundle;
import dev.sequitur.kit.definition.Manifest;
import dev.sequitur.kit.definition.Neighbours;
import dev.sequitur.kit.problem.Violation;
import java.util.List;

/** What a version of a named condition does to those that are published and name it. */
public interface ConditionImpact {

  /**
   * What would be wrong with them, by name; those of the bundle left out.
   *
   * @param together what is put in force with it
   */
  List<Violation> broken(Manifest condition, Bundle together);

  /** The same within the transaction that publishes it, once all that it changes is there. */
  List<Violation> broken(Neighbours neighbours, Manifest condition);

  /** Who would be decided by it from then on; nobody if it asks what is asked already. */
  List<Usage> affected(Manifest condition, Bundle together);
}
