package dev.sequitur.executor.effect;

import dev.sequitur.executor.ledger.Ledger.Share;
import dev.sequitur.executor.ledger.Ledger.Waiting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.ToIntBiFunction;

/** Deals free places out to what waits: first between workspaces, then between their lanes. */
final class FairShare {

  private FairShare() {}

  /**
   * Deals places out in small rounds, so that everybody gets some before anybody gets many.
   *
   * @param waiting what is due
   * @param free places in all
   * @param take takes up to so many places for a piece of waiting work, and says how many
   */
  static List<Share> deal(List<Waiting> waiting, int free, ToIntBiFunction<Waiting, Integer> take) {
    var byWorkspace = new LinkedHashMap<String, List<Waiting>>();
    waiting.stream()
        .sorted(Comparator.comparingDouble(Waiting::oldestDueSeconds).reversed())
        .forEach(
            w -> byWorkspace.computeIfAbsent(w.lane().workspace(), _ -> new ArrayList<>()).add(w));
    var granted = new LinkedHashMap<Waiting, Integer>();
    var left = free;
    while (left > 0 && !byWorkspace.isEmpty()) {
      var round = Math.max(1, left / byWorkspace.size());
      var before = left;
      for (var lanes : List.copyOf(byWorkspace.values())) {
        left -= dealTo(lanes, Math.min(round, left), granted, take);
      }
      byWorkspace.values().removeIf(List::isEmpty);
      if (left == before) {
        break;
      }
    }
    var shares = new ArrayList<Share>();
    granted.forEach((w, places) -> shares.add(new Share(w.lane(), w.retries(), places)));
    return shares;
  }

  /** Gives a workspace's lanes up to {@code places}; a lane that takes fewer leaves the game. */
  private static int dealTo(
      List<Waiting> lanes,
      int places,
      LinkedHashMap<Waiting, Integer> granted,
      ToIntBiFunction<Waiting, Integer> take) {
    var given = 0;
    while (given < places && !lanes.isEmpty()) {
      var each = Math.max(1, (places - given) / lanes.size());
      var dry = new ArrayList<Waiting>();
      for (var lane : lanes) {
        var wanted = Math.min(each, places - given);
        var got = wanted == 0 ? 0 : take.applyAsInt(lane, wanted);
        given += got;
        if (got > 0) {
          granted.merge(lane, got, Integer::sum);
        }
        if (got < wanted) {
          dry.add(lane);
        }
      }
      lanes.removeAll(dry);
    }
    return given;
  }
}
