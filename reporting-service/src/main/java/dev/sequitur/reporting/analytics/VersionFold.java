package dev.sequitur.reporting.analytics;

import dev.sequitur.reporting.analytics.RuleAnalytics.Action;
import dev.sequitur.reporting.analytics.RuleAnalytics.ByCode;
import dev.sequitur.reporting.analytics.RuleAnalytics.Outcomes;
import dev.sequitur.reporting.analytics.RuleAnalytics.Version;
import dev.sequitur.reporting.projection.Durations;
import dev.sequitur.reporting.query.Series.Spread;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Adds the hours of a rule up to its versions. */
final class VersionFold {

  /** What a row counts. */
  enum Kind {
    RULE,
    ACTION,
    REJECTION,
    UNTOLD,
    SUPPRESSION
  }

  /** One row of the hourly counts. */
  record Hour(
      Instant hour,
      Kind kind,
      String part,
      int version,
      String uses,
      Counts counts,
      Integer[] buckets,
      Long[] sizes) {}

  /** The counts of a row. */
  record Counts(
      long matched,
      long succeeded,
      long failed,
      long dead,
      long unknown,
      long cancelled,
      long rejected,
      long attempts) {

    static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0);

    Counts plus(Counts other) {
      return new Counts(
          matched + other.matched,
          succeeded + other.succeeded,
          failed + other.failed,
          dead + other.dead,
          unknown + other.unknown,
          cancelled + other.cancelled,
          rejected + other.rejected,
          attempts + other.attempts);
    }

    private long ended() {
      return succeeded + failed + unknown + cancelled + rejected;
    }
  }

  private static final class Sum {
    private Counts counts = Counts.NONE;
    private String uses = "";
    private final Durations durations = new Durations();

    private void add(Hour hour) {
      counts = counts.plus(hour.counts());
      uses = hour.uses();
      durations.add(hour.buckets(), hour.sizes());
    }

    private @Nullable Spread spread() {
      return Spread.of(durations);
    }
  }

  private static final class OfVersion {
    private Instant first = Instant.MAX;
    private Instant last = Instant.MIN;
    private final Map<Kind, Map<String, Sum>> sums = new TreeMap<>();

    private void add(Hour hour) {
      first = hour.hour().isBefore(first) ? hour.hour() : first;
      last = hour.hour().isAfter(last) ? hour.hour() : last;
      sums.computeIfAbsent(hour.kind(), _ -> new TreeMap<>())
          .computeIfAbsent(hour.part(), _ -> new Sum())
          .add(hour);
    }

    private Map<String, Sum> of(Kind kind) {
      return sums.getOrDefault(kind, Map.of());
    }
  }

  private final Map<Integer, OfVersion> versions = new TreeMap<>(Comparator.reverseOrder());

  /** Adds a row; their order is nothing, but that the latest says what an action uses. */
  void add(Hour hour) {
    versions.computeIfAbsent(hour.version(), _ -> new OfVersion()).add(hour);
  }

  /** The latest first. */
  List<Version> versions() {
    return versions.entrySet().stream()
        .map(entry -> version(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static Version version(int number, OfVersion all) {
    var runs = all.of(Kind.RULE).values().stream().findFirst().orElseGet(Sum::new);
    return new Version(
        number,
        all.first,
        all.last,
        ofRuns(runs),
        all.of(Kind.ACTION).entrySet().stream()
            .map(one -> new Action(one.getKey(), one.getValue().uses, ofActions(one.getValue())))
            .toList(),
        byCode(all.of(Kind.REJECTION)),
        byCode(all.of(Kind.UNTOLD)),
        byCode(all.of(Kind.SUPPRESSION)));
  }

  private static Outcomes ofRuns(Sum sum) {
    var counts = sum.counts;
    return new Outcomes(
        counts.matched(),
        counts.matched() - counts.ended(),
        counts.succeeded(),
        counts.failed(),
        counts.dead(),
        counts.unknown(),
        counts.cancelled(),
        counts.rejected(),
        null,
        sum.spread());
  }

  /** Of actions the dead are not among the failed. */
  private static Outcomes ofActions(Sum sum) {
    var counts = sum.counts;
    return new Outcomes(
        counts.matched(),
        counts.matched() - counts.ended() - counts.dead(),
        counts.succeeded(),
        counts.failed(),
        counts.dead(),
        counts.unknown(),
        counts.cancelled(),
        null,
        counts.attempts(),
        sum.spread());
  }

  private static List<ByCode> byCode(Map<String, Sum> sums) {
    return sums.entrySet().stream()
        .map(one -> new ByCode(one.getKey(), one.getValue().counts.rejected()))
        .filter(one -> one.count() != 0)
        .sorted(Comparator.comparingLong(ByCode::count).reversed().thenComparing(ByCode::code))
        .toList();
  }
}
