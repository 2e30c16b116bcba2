package dev.sequitur.trigger.kafka.domain;

import dev.sequitur.trigger.definition.StartFrom;
import dev.sequitur.trigger.kafka.domain.Mark.Phase;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Where a trigger begins or goes on with a partition, and where the topic's common reader does.
 *
 * @param common the position of the topic's common reader, if it has one: all records before it
 *     were given to whoever was active
 * @param now asks for the first record of "from now on"
 * @param asked asks for the first record that the spec's {@code from} names
 */
public record Opening(OptionalLong common, LongSupplier now, LongSupplier asked) {

  /** The trigger's mark from now on. */
  public Mark mark(Standing standing, @Nullable Mark stored) {
    var kept = stored != null && stored.stay() == standing.stay() ? stored : null;
    return standing.active() ? active(standing, kept) : resting(standing, kept);
  }

  private Mark active(Standing standing, @Nullable Mark stored) {
    var from = standing.source().from();
    if (!(from instanceof StartFrom.Now) && (stored == null || !isFor(stored, from))) {
      return mark(standing, Phase.CATCHING_UP, asked.getAsLong());
    }
    if (stored == null || stored.phase() == Phase.PAUSED) {
      return mark(standing, Phase.LIVE, Math.max(now.getAsLong(), common.orElse(0)));
    }
    return stored.phase() == Phase.CATCH_UP_ASKED ? stored.as(Phase.CATCHING_UP) : stored;
  }

  private Mark resting(Standing standing, @Nullable Mark stored) {
    if (stored == null) {
      return mark(
          standing, Phase.PAUSED, common.isPresent() ? common.getAsLong() : now.getAsLong());
    }
    return switch (stored.phase()) {
      case LIVE ->
          new Mark(
              Phase.PAUSED,
              Math.max(stored.offset(), common.orElse(0)),
              stored.stay(),
              stored.from());
      case CATCHING_UP -> stored.as(Phase.PAUSED);
      case PAUSED, CATCH_UP_ASKED -> stored;
    };
  }

  private static boolean isFor(Mark stored, StartFrom from) {
    return stored.from().equals(from.text());
  }

  private static Mark mark(Standing standing, Phase phase, long offset) {
    return new Mark(phase, offset, standing.stay(), standing.source().from().text());
  }

  /**
   * Where the common reader begins on a partition that it is given: nothing is read that nobody
   * wants.
   *
   * @param end the log's end; all that catches up or rests is served up to there or has its mark
   */
  public static long common(OptionalLong stored, List<Mark> marks, long end) {
    var first =
        marks.stream()
            .filter(mark -> mark.phase() == Phase.LIVE)
            .mapToLong(Mark::offset)
            .min()
            .orElse(end);
    return Math.max(first, stored.orElse(0));
  }
}
