package dev.sequitur.reporting.projection;

import dev.sequitur.contracts.RunState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The runs that this replica has written and not seen to end. Known by heart, those that linger
 * need not be searched for among all runs of all time, every minute. What others have written
 * before is not known here: whoever takes a partition over searches once.
 */
@ApplicationScoped
class OpenRuns {

  /** About a minute at some thousand a second; beyond that it is searched. */
  private static final int AT_MOST = 200_000;

  private final Map<UUID, Instant> since = new LinkedHashMap<>();
  private boolean isSearchNeeded = true;

  /** After a batch is committed; any number of times for the same one. */
  synchronized void saw(List<RunTable.Written> written, Instant now) {
    for (var row : written) {
      var run = row.after();
      if (run.state() == RunState.RUNNING) {
        since.putIfAbsent(run.runId(), now);
      } else if (row.before() != null) {
        since.remove(run.runId());
      }
    }
    if (since.size() > AT_MOST) {
      since.clear();
      isSearchNeeded = true;
    }
  }

  synchronized void tookOver() {
    isSearchNeeded = true;
  }

  /** True once after something happened that makes a search necessary. */
  synchronized boolean takeNeedOfSearch() {
    var needed = isSearchNeeded;
    isSearchNeeded = false;
    return needed;
  }

  /** The runs that were open at that time and are so still; not given again. */
  synchronized List<UUID> takeOpenSince(Instant before) {
    var lingering = new ArrayList<UUID>();
    var each = since.entrySet().iterator();
    while (each.hasNext()) {
      var run = each.next();
      if (run.getValue().isAfter(before)) {
        break;
      }
      lingering.add(run.getKey());
      each.remove();
    }
    return lingering;
  }
}
