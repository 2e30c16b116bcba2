package dev.sequitur.executor.restore;

import dev.sequitur.executor.ledger.Positions.Noted;
import java.util.Map;
import java.util.TreeMap;

/**
 * Commands that the group has committed and the ledger may not know. Pure.
 *
 * @param from by partition, inclusive
 * @param to by partition, exclusive
 */
record Gap(Map<Integer, Long> from, Map<Integer, Long> to) {

  /**
   * Compares what was written down with what was committed.
   *
   * @param committed of the group, by partition
   */
  static Gap between(Noted noted, Map<Integer, Long> committed) {
    var from = new TreeMap<Integer, Long>();
    var to = new TreeMap<Integer, Long>();
    committed.forEach(
        (partition, next) -> {
          // A ledger that has rows and no position at all is of a time before positions were
          // written. One that lacks a partition's alone had admitted nothing of that one.
          var unwritten = noted.empty() || !noted.next().isEmpty() ? 0L : next;
          var position = noted.next().getOrDefault(partition, unwritten);
          if (position < next) {
            from.put(partition, position);
            to.put(partition, next);
          }
        });
    return new Gap(from, to);
  }

  boolean isEmpty() {
    return from.isEmpty();
  }
}
