package dev.sequitur.reporting.query;

import dev.sequitur.reporting.projection.Durations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Adds hours up to the periods of a page. Holds one period at a time, whatever the range. */
final class SeriesFold {

  /** One row of the table. */
  record Hour(
      Instant hour,
      UUID uid,
      String step,
      String name,
      int version,
      String uses,
      long accepted,
      long matched,
      long succeeded,
      long failed,
      long dead,
      long unknown,
      long cancelled,
      long rejected,
      long attempts,
      Integer[] buckets,
      Long[] counts) {}

  /** As PostgreSQL orders them: by their text, while Java compares UUIDs as signed numbers. */
  private record Key(String uid, String step) implements Comparable<Key> {

    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::uid).thenComparing(Key::step);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  private static final class Sum {
    private final Durations durations = new Durations();
    private Hour last;
    private long accepted;
    private long matched;
    private long succeeded;
    private long failed;
    private long dead;
    private long unknown;
    private long cancelled;
    private long rejected;
    private long attempts;

    private Sum(Hour first) {
      last = first;
    }

    private void add(Hour hour) {
      last = hour.version() >= last.version() ? hour : last;
      accepted += hour.accepted();
      matched += hour.matched();
      succeeded += hour.succeeded();
      failed += hour.failed();
      dead += hour.dead();
      unknown += hour.unknown();
      cancelled += hour.cancelled();
      rejected += hour.rejected();
      attempts += hour.attempts();
      durations.add(hour.buckets(), hour.counts());
    }
  }

  private final SeriesQuery query;
  private final Function<UUID, @Nullable String> triggerNames;
  private final List<Series.Item> items = new ArrayList<>();
  private final Map<Key, Sum> period = new TreeMap<>();
  private @Nullable Instant begin;

  SeriesFold(SeriesQuery query, Function<UUID, @Nullable String> triggerNames) {
    this.query = query;
    this.triggerNames = triggerNames;
  }

  /** Adds the next hour; false when the page, and one item more, is complete. */
  boolean add(Hour hour) {
    var its = query.granularity().begin(hour.hour(), query.zone());
    if (!its.equals(begin)) {
      close();
      begin = its;
    }
    if (items.size() > query.limit()) {
      return false;
    }
    period
        .computeIfAbsent(new Key(hour.uid().toString(), hour.step()), _ -> new Sum(hour))
        .add(hour);
    return true;
  }

  /** The items, at most one more than asked for. */
  List<Series.Item> items() {
    close();
    return items.subList(0, Math.min(items.size(), query.limit() + 1));
  }

  private void close() {
    var after = query.after();
    var seen =
        after != null && after.period().equals(begin)
            ? new Key(after.uid().toString(), after.step())
            : null;
    period.forEach(
        (key, sum) -> {
          if (begin != null && (seen == null || key.compareTo(seen) > 0)) {
            items.add(item(begin, sum));
          }
        });
    period.clear();
  }

  private Series.Item item(Instant from, Sum sum) {
    var isAction = query.by() == SeriesQuery.By.ACTION;
    var isTrigger = query.by() == SeriesQuery.By.TRIGGER;
    var dead = isAction ? sum.dead : 0;
    return new Series.Item(
        from,
        query.granularity() == Granularity.DAY ? from.atZone(query.zone()).toLocalDate() : null,
        sum.last.uid(),
        isTrigger ? triggerNames.apply(sum.last.uid()) : sum.last.name(),
        isAction ? sum.last.step() : null,
        isAction ? sum.last.uses() : null,
        isTrigger ? sum.accepted : null,
        sum.matched,
        sum.matched
            - sum.succeeded
            - sum.failed
            - dead
            - sum.unknown
            - sum.cancelled
            - sum.rejected,
        sum.succeeded,
        sum.failed,
        sum.dead,
        sum.unknown,
        sum.cancelled,
        isAction ? null : sum.rejected,
        isAction ? sum.attempts : null,
        Series.Spread.of(sum.durations));
  }
}
