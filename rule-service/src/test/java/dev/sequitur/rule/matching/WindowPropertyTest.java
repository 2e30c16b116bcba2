package dev.sequitur.rule.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** A window remembers what a map in order of insertion would. */
class WindowPropertyTest {

  @Property
  void remembersTheLatestAndForgetsTheRest(
      @ForAll @IntRange(min = 1, max = 20) int capacity,
      @ForAll @Size(max = 300) List<@IntRange(min = -15, max = 60) Integer> steps) {
    var window = new Window(capacity);
    var expected = new LinkedHashMap<UUID, Long>();
    long offset = 0;
    for (int step : steps) {
      if (step < 0) {
        var from = Math.max(0, offset + step);
        window.forgetFrom(from);
        expected.values().removeIf(at -> at >= from);
        offset = from;
      } else if (window.find(id(step)) == Window.NONE) {
        window.add(id(step), -offset, offset);
        if (expected.size() == capacity) {
          expected.pollFirstEntry();
        }
        expected.put(id(step), offset++);
      }
      assertSame(window, expected);
    }
  }

  private static void assertSame(Window window, LinkedHashMap<UUID, Long> expected) {
    for (int number = 0; number <= 60; number++) {
      var place = window.find(id(number));
      var at = expected.get(id(number));
      assertThat(place != Window.NONE).isEqualTo(at != null);
      if (at != null) {
        assertThat(window.fingerprint(place)).isEqualTo(-at);
      }
    }
  }

  /** Many share their lower half, and so their chain. */
  private static UUID id(int number) {
    return new UUID(number, number % 5);
  }
}
