package dev.sequitur.rule.brake.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.rule.brake.domain.Braking.Ask;
import dev.sequitur.rule.brake.domain.Braking.Count;
import dev.sequitur.rule.brake.domain.Braking.Known;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** However starts come in batches, and however often, each is answered once and alike. */
class BrakingPropertyTest {

  private static final Duration WITHIN = Duration.ofSeconds(10);

  /** What is kept between batches; the database, without the database. */
  private static final class Memory {
    private final Map<Window, Count> counts = new HashMap<>();
    private final Map<UUID, Boolean> answers = new LinkedHashMap<>();

    void handle(List<Ask> batch) {
      var answered = Braking.decide(new Known(counts, answers), batch);
      counts.putAll(answered.counts());
      answers.putAll(answered.answers());
    }
  }

  /** Each number is a run's instant in half seconds, and by its remainder its brake. */
  private static List<Ask> asks(List<Integer> numbers, int starts) {
    var asks = new ArrayList<Ask>();
    for (int i = 0; i < numbers.size(); i++) {
      var at = Instant.EPOCH.plusMillis(numbers.get(i) * 500L);
      var brake = new UUID(0, numbers.get(i) % 3);
      asks.add(new Ask(new UUID(1, i), Window.of(brake, WITHIN, at), starts));
    }
    return asks;
  }

  @Property
  void anySplitAndAnyRedeliveryAnswerAsOneBatchDoes(
      @ForAll @Size(max = 120) List<@IntRange(min = -60, max = 60) Integer> numbers,
      @ForAll @IntRange(min = 1, max = 6) int starts,
      @ForAll long seed) {
    var asks = asks(numbers, starts);
    var whole = new Memory();
    whole.handle(asks);

    var random = new Random(seed);
    var split = new Memory();
    int done = 0;
    while (done < asks.size()) {
      // A batch begins where the last one ended, or before: its offsets were not committed.
      int from = Math.max(0, done - random.nextInt(8));
      int to = Math.min(asks.size(), done + 1 + random.nextInt(12));
      var batch = new ArrayList<>(asks.subList(from, to));
      batch.addAll(asks.subList(from, Math.min(to, from + random.nextInt(3))));
      split.handle(batch);
      done = to;
    }
    split.handle(asks);

    assertThat(split.answers).isEqualTo(whole.answers);
    assertThat(split.counts).isEqualTo(whole.counts);
  }

  @Property
  void ofEachWindowAsManyPassAsMayInWhateverOrder(
      @ForAll @Size(max = 120) List<@IntRange(min = -60, max = 60) Integer> numbers,
      @ForAll @IntRange(min = 1, max = 6) int starts,
      @ForAll long seed) {
    var asks = new ArrayList<>(asks(numbers, starts));
    Collections.shuffle(asks, new Random(seed));
    var memory = new Memory();
    memory.handle(asks);

    assertThat(memory.answers).hasSameSizeAs(asks);
    var asked = asks.stream().collect(Collectors.groupingBy(Ask::window));
    assertThat(memory.counts.keySet()).isEqualTo(asked.keySet());
    asked.forEach(
        (window, ofWindow) -> {
          var passed =
              ofWindow.stream()
                  .filter(ask -> memory.answers.getOrDefault(ask.run(), false))
                  .count();
          assertThat(passed).isEqualTo(Math.min(starts, ofWindow.size()));
          assertThat(memory.counts.get(window))
              .isEqualTo(new Count((int) passed, ofWindow.size() - (int) passed));
        });
  }

  @Property
  void windowsLieEndToEnd(@ForAll @IntRange(min = -100_000, max = 100_000) int millis) {
    var brake = new UUID(0, 1);
    var at = Instant.ofEpochMilli(millis);
    var window = Window.of(brake, WITHIN, at);

    assertThat(window.from()).isBeforeOrEqualTo(at);
    assertThat(window.from().plus(WITHIN)).isAfter(at);
    assertThat(Window.of(brake, WITHIN, window.from())).isEqualTo(window);
    assertThat(Window.of(brake, WITHIN, window.from().plus(WITHIN).minusMillis(1)))
        .isEqualTo(window);
    assertThat(Window.of(brake, WITHIN, window.from().plus(WITHIN))).isNotEqualTo(window);
    assertThat(new TreeSet<>(List.of(window, new Window(new UUID(0, 0), at))))
        .last()
        .isEqualTo(window);
  }
}
