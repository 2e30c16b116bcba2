package dev.sequitur.trigger.kafka;

import dev.sequitur.trigger.kafka.domain.Mark;
import dev.sequitur.trigger.kafka.domain.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A trigger on a partition, for people.
 *
 * @param phase LIVE, CATCHING_UP, PAUSED or CATCH_UP_ASKED
 * @param position the next record that the trigger is given; if it rests, the first it was not
 * @param end the position after the last record as it was last seen
 */
public record PartitionView(
    UUID trigger, int partition, Mark.Phase phase, long position, long end) {

  static PartitionView of(UUID trigger, int partition, Mark mark, long common, long end) {
    var position =
        mark.phase() == Mark.Phase.LIVE ? Math.max(mark.offset(), common) : mark.offset();
    return new PartitionView(trigger, partition, mark.phase(), position, Math.max(position, end));
  }

  /** Those of all triggers on the partitions that a session owns. */
  static List<PartitionView> all(List<Standing> roster, Places places, Positions positions) {
    var views = new ArrayList<PartitionView>();
    for (var standing : roster) {
      var uid = standing.trigger().uid();
      for (var partition : positions.owned()) {
        var place = places.find(uid, partition.partition());
        if (place != null) {
          views.add(
              of(
                  uid,
                  partition.partition(),
                  place.mark(),
                  positions.next(partition),
                  positions.end(partition)));
        }
      }
    }
    return views;
  }

  /** Records that the trigger has not been given yet, or has missed while it rests. */
  public long lag() {
    return end - position;
  }
}
