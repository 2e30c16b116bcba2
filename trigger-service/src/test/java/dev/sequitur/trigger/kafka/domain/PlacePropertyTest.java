package dev.sequitur.trigger.kafka.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.trigger.kafka.domain.Mark.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Common reader and catch-up share a partition: each record goes by one of them, in order. */
class PlacePropertyTest {

  private static final long END = 60;

  @Property
  void eachRecordIsGivenOnceAndInOrder(
      @ForAll @IntRange(min = 0, max = 20) int start,
      @ForAll @IntRange(min = 0, max = 40) int common,
      @ForAll @Size(max = 60) List<@IntRange(min = -7, max = 7) Integer> steps) {
    var place = new Place(new Mark(Phase.CATCHING_UP, start, 1, "x"), null, common);
    var run = new Run(place, start, common);
    // A step is a batch of the common reader (up) or of the catch-up (down); then both end.
    steps.forEach(run::step);
    while (run.common < END || run.isCatchingUp) {
      run.step(-5);
      run.step(5);
    }
    assertThat(run.given).isEqualTo(LongStream.range(start, END).boxed().toList());
  }

  private static final class Run {
    private final Place place;
    private final List<Long> given = new ArrayList<>();
    private long catchUp;
    private long common;
    private boolean isCatchingUp = true;

    Run(Place place, long catchUp, long common) {
      this.place = place;
      this.catchUp = catchUp;
      this.common = common;
    }

    void step(int size) {
      if (size > 0) {
        readCommonly(Math.min(END, common + size));
      } else if (isCatchingUp) {
        var end = Math.min(END, catchUp - size);
        LongStream.range(catchUp, end).forEach(given::add);
        catchUp = end;
        isCatchingUp = place.caughtUpTo(end);
      }
    }

    private void readCommonly(long end) {
      if (end > common) {
        var first = place.firstOfBatch(end);
        LongStream.range(Math.max(first, common), end).forEach(given::add);
        common = end;
      }
    }
  }
}
