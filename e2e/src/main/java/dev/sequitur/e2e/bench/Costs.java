package dev.sequitur.e2e.bench;

import dev.sequitur.local.platform.LocalPlatform;
import dev.sequitur.local.platform.ResourceUse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Processor time of each part between two moments. */
record Costs(long atNanos, Map<String, ResourceUse> uses) {

  static Costs from(LocalPlatform platform) {
    return new Costs(System.nanoTime(), platform.use());
  }

  /** What was used since. */
  Spent upTo(LocalPlatform platform) {
    var cpu = new LinkedHashMap<String, Duration>();
    platform
        .use()
        .forEach(
            (part, use) -> {
              var before = uses.get(part);
              cpu.put(part, before == null ? use.cpu() : use.cpu().minus(before.cpu()));
            });
    return new Spent(Duration.ofNanos(System.nanoTime() - atNanos), cpu);
  }

  /**
   * What a phase has used.
   *
   * @param wall how long it took
   * @param cpu processor time by part
   */
  record Spent(Duration wall, Map<String, Duration> cpu) {

    double cpuSeconds() {
      return cpu.values().stream().mapToDouble(Spent::seconds).sum();
    }

    static double seconds(Duration time) {
      return time.toNanos() / 1e9;
    }
  }
}
