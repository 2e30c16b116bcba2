package dev.sequitur.e2e.bench;

import dev.sequitur.local.platform.LocalPlatform;
import dev.sequitur.local.platform.ResourceUse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Processor time of each part between two moments. */
record Costs(long atNanos, Map<String, ResourceUse> uses) {

  static Costs from(LocalPlatform platform) {
    return new Costs(System.nanoTime(), platform.use());
  }

  /** What was used since. */
  Spent upTo(LocalPlatform platform) {
    var spent = new LinkedHashMap<String, ResourceUse>();
    platform
        .use()
        .forEach(
            (part, use) -> {
              var before = uses.get(part);
              spent.put(part, before == null ? use : use.since(before));
            });
    return new Spent(Duration.ofNanos(System.nanoTime() - atNanos), spent);
  }

  /**
   * What a phase has used.
   *
   * @param wall how long it took
   * @param uses by part
   */
  record Spent(Duration wall, Map<String, ResourceUse> uses) {

    double cpuSeconds() {
      return sum(ResourceUse::cpu);
    }

    /** In all parts together. */
    double sum(Function<ResourceUse, Duration> what) {
      return uses.values().stream().map(what).mapToDouble(Spent::seconds).sum();
    }

    static double seconds(Duration time) {
      return time.toNanos() / 1e9;
    }
  }
}
