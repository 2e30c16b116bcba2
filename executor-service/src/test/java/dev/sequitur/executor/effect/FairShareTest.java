package dev.sequitur.executor.effect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.executor.lane.Lane;
import dev.sequitur.executor.ledger.Ledger.Share;
import dev.sequitur.executor.ledger.Ledger.Waiting;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FairShareTest {

  @Test
  void quietWorkspaceGetsItsHalfBesideAStorm() {
    var waiting =
        IntStream.range(0, 9)
            .mapToObj(i -> waiting("loud", "h" + i, 100 - i))
            .collect(Collectors.toList());
    waiting.add(waiting("quiet", "h", 1));

    var shares = FairShare.deal(waiting, 100, (_, wanted) -> wanted);

    assertThat(places(shares, "quiet")).isEqualTo(50);
    assertThat(places(shares, "loud")).isEqualTo(50);
  }

  @Test
  void whatOneCannotUseGoesToTheOthers() {
    var waiting = List.of(waiting("a", "h", 1), waiting("b", "h", 2));

    var shares = FairShare.deal(waiting, 100, limited("a", 10));

    assertThat(places(shares, "a")).isEqualTo(10);
    assertThat(places(shares, "b")).isEqualTo(90);
  }

  @Test
  void lanesOfOneWorkspaceShareToo() {
    var waiting = List.of(waiting("w", "x", 1), waiting("w", "y", 2));

    var shares = FairShare.deal(waiting, 10, (_, wanted) -> wanted);

    assertThat(shares).extracting(Share::places).containsExactlyInAnyOrder(5, 5);
  }

  @Test
  void nothingIsDealtWhereNoLaneHasRoom() {
    assertThat(FairShare.deal(List.of(waiting("w", "x", 1)), 10, (_, _) -> 0)).isEmpty();
    assertThat(FairShare.deal(List.of(), 10, (_, wanted) -> wanted)).isEmpty();
  }

  private static java.util.function.ToIntBiFunction<Waiting, Integer> limited(
      String workspace, int most) {
    var left = new int[] {most};
    return (w, wanted) -> {
      if (!w.lane().workspace().equals(workspace)) {
        return wanted;
      }
      var got = Math.min(left[0], wanted);
      left[0] -= got;
      return got;
    };
  }

  private static int places(List<Share> shares, String workspace) {
    return shares.stream()
        .filter(s -> s.lane().workspace().equals(workspace))
        .mapToInt(Share::places)
        .sum();
  }

  private static Waiting waiting(String workspace, String host, double seconds) {
    return new Waiting(new Lane(workspace, host), false, seconds);
  }
}
