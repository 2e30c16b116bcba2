package dev.sequitur.reporting.report.domain;

import dev.sequitur.contracts.EventReference;
import dev.sequitur.contracts.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which reports an event has made. */
public final class Ordering {

  /** A report is made of events that were emitted for one another this often at most. */
  public static final int MOST_HOPS = 16;

  /** An event may tell of that long ago; what lies further back is no schedule's instant. */
  private static final Duration LONGEST_AGO = Duration.ofDays(400);

  private Ordering() {}

  /**
   * An event that was accepted.
   *
   * @param time when it happened, as its source says: the nominal instant of a schedule
   */
  public record Happening(String workspace, EventReference event, @Nullable Instant time) {}

  /**
   * A report to be made.
   *
   * @param id derived: the same event and definition are the same report
   * @param refusal why it is not made; null if it is
   */
  public record Order(
      UUID id,
      String workspace,
      ReportBook.Entry entry,
      Cause cause,
      Period.Range range,
      SortedMap<String, String> parameters,
      @Nullable String refusal) {}

  /** The orders of one event; each covers the last whole period before the event's time. */
  public static List<Order> decide(ReportBook book, Happening happening) {
    var orders = new ArrayList<Order>();
    for (var entry : book.on(happening.workspace(), happening.event().type())) {
      orders.add(order(happening, entry));
    }
    return orders;
  }

  private static Order order(Happening happening, ReportBook.Entry entry) {
    var cause = new Cause(happening.event(), entry.starter());
    var parameters = new TreeMap<String, String>();
    entry
        .spec()
        .parameters()
        .forEach((name, usual) -> usual.ifPresent(value -> parameters.put(name, value)));
    var refusal =
        cause.hops() >= MOST_HOPS
            ? "more than " + MOST_HOPS + " events were emitted one for another"
            : null;
    return new Order(
        id(happening, entry),
        happening.workspace(),
        entry,
        cause,
        entry.spec().period().before(instant(happening), entry.spec().zone()),
        parameters,
        refusal);
  }

  /** Named after the run that would deliver it, which is derived from the same two. */
  private static UUID id(Happening happening, ReportBook.Entry entry) {
    var run = Ids.run(happening.workspace(), entry.starter().uid(), happening.event().id(), 0);
    return Ids.command(run, "report", 0);
  }

  /** A schedule's nominal instant, also if it fired late; never one that somebody made up. */
  private static Instant instant(Happening happening) {
    var accepted = happening.event().acceptedAt();
    var time = happening.time();
    return time == null || time.isAfter(accepted) || time.isBefore(accepted.minus(LONGEST_AGO))
        ? accepted
        : time;
  }
}
