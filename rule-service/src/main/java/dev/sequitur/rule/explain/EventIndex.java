package dev.sequitur.rule.explain;

import java.util.Optional;
import java.util.UUID;

/** Where events stand on the log. */
interface EventIndex {

  /**
   * A place on {@code events}.
   *
   * @param duplicates further records with the same id
   */
  record Place(int partition, long offset, int duplicates) {}

  /**
   * Finds an event of a workspace.
   *
   * @param authorization the caller's own, as it came: whoever may not see the event there does not
   *     see it here
   * @return empty if the index has none of that id
   */
  Optional<Place> find(String workspace, UUID event, String authorization);
}
