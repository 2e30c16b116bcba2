package dev.sequitur.trigger.definition;

import dev.sequitur.trigger.schedule.domain.CronExpression;
import dev.sequitur.trigger.schedule.domain.CronExpression.Parsing;
import dev.sequitur.trigger.schedule.domain.Gap;
import dev.sequitur.trigger.schedule.domain.Misfire;
import dev.sequitur.trigger.schedule.domain.Overlap;
import dev.sequitur.trigger.schedule.domain.Recurrence;
import dev.sequitur.trigger.schedule.domain.Repeated;
import dev.sequitur.trigger.schedule.domain.Timetable;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code schedule}: exactly one of cron, every and at, and what bounds it. */
final class ScheduleReader {

  private static final List<String> WAYS = List.of("cron", "every", "at");
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofDays(366);
  private static final Duration WIDEST = Duration.ofDays(1);

  /** What is said of runs is kept for so long. */
  private static final Duration LONGEST_RUN = Duration.ofDays(7);

  /** More at once would be a storm of its own. */
  private static final int CATCH_UP_MOST = 1_000;

  private enum Policy {
    FIRE_ONCE,
    SKIP,
    CATCH_UP
  }

  private final Fields schedule;

  private ScheduleReader(Fields schedule) {
    this.schedule = schedule;
  }

  static @Nullable Source read(Fields schedule) {
    schedule.only(
        "cron",
        "every",
        "at",
        "zone",
        "gap",
        "repeated",
        "misfire",
        "catchUpMost",
        "overlap",
        "overlapAtMost",
        "start",
        "end",
        "jitter");
    return new ScheduleReader(schedule).source();
  }

  private @Nullable Source source() {
    var start = schedule.instant("start");
    var end = end(start);
    var misfire = misfire();
    var jitter = schedule.duration("jitter", Duration.ZERO, WIDEST);
    var overlap = overlap();
    var recurrence = recurrence(start);
    if (recurrence == null) {
      return null;
    }
    checkJitter(recurrence, jitter);
    var timetable = new Timetable(recurrence, start, end, jitter == null ? Duration.ZERO : jitter);
    checkThatItFires(timetable, start);
    return new Source.Schedule(timetable, misfire, overlap);
  }

  private @Nullable Recurrence recurrence(@Nullable Instant start) {
    var named = WAYS.stream().filter(schedule::has).toList();
    if (named.size() != 1) {
      schedule.error(
          named.isEmpty() ? "MISSING" : "AMBIGUOUS",
          "exactly one of " + String.join(", ", WAYS) + " is expected here");
      return null;
    }
    if (!named.getFirst().equals("cron")) {
      List.of("zone", "gap", "repeated").forEach(this::onlyBesideCron);
    }
    return switch (named.getFirst()) {
      case "cron" -> cron();
      case "every" -> every(start);
      default -> at();
    };
  }

  private void onlyBesideCron(String field) {
    if (schedule.has(field)) {
      schedule.error(field, "NOT_APPLICABLE", "is for local times: it goes with cron only");
    }
  }

  private @Nullable Recurrence cron() {
    var zone = zone();
    var gap = schedule.choice("gap", Gap.SHIFT);
    var repeated = schedule.choice("repeated", Repeated.FIRST);
    var text = schedule.text("cron");
    if (text == null) {
      return null;
    }
    return switch (CronExpression.parse(text)) {
      case Parsing.Parsed(var expression) ->
          zone == null ? null : new Recurrence.Cron(expression, zone, gap, repeated);
      case Parsing.Malformed(var detail) -> {
        schedule.error("cron", "INVALID_CRON", detail);
        yield null;
      }
    };
  }

  private @Nullable ZoneId zone() {
    if (!schedule.has("zone")) {
      return ZoneId.of("UTC");
    }
    var name = schedule.text("zone");
    if (name == null) {
      return null;
    }
    // By name only: an offset such as +02:00 would be wrong for half of the year, unseen.
    if (!ZoneId.getAvailableZoneIds().contains(name)) {
      schedule.error("zone", "INVALID_ZONE", "a name of the IANA time zones, as Europe/Berlin");
      return null;
    }
    return ZoneId.of(name);
  }

  /** Without a start, at whole multiples since 1970-01-01T00:00:00Z: known without a memory. */
  private @Nullable Recurrence every(@Nullable Instant start) {
    var period = schedule.duration("every", SECOND, LONGEST);
    if (period == null) {
      return null;
    }
    if (period.getNano() != 0) {
      schedule.error("every", "OUT_OF_RANGE", "whole seconds are expected here");
      return null;
    }
    return new Recurrence.Every(period, start == null ? Instant.EPOCH : start);
  }

  private @Nullable Recurrence at() {
    var at = schedule.instant("at");
    return at == null ? null : new Recurrence.Once(at);
  }

  private @Nullable Instant end(@Nullable Instant start) {
    var end = schedule.instant("end");
    if (end != null && start != null && !start.isBefore(end)) {
      schedule.error("end", "OUT_OF_RANGE", "must be later than start");
    }
    return end;
  }

  private Misfire misfire() {
    var policy = schedule.choice("misfire", Policy.FIRE_ONCE);
    if (policy != Policy.CATCH_UP) {
      if (schedule.has("catchUpMost")) {
        schedule.error("catchUpMost", "NOT_APPLICABLE", "goes with misfire: CATCH_UP only");
      }
      return policy == Policy.SKIP ? Misfire.SKIP : Misfire.FIRE_ONCE;
    }
    if (!(schedule.value("catchUpMost") instanceof Number most)
        || most.doubleValue() != most.intValue()
        || most.intValue() < 1
        || most.intValue() > CATCH_UP_MOST) {
      schedule.error(
          "catchUpMost",
          schedule.has("catchUpMost") ? "OUT_OF_RANGE" : "MISSING",
          "how many missed instants fire at most: a whole number from 1 to " + CATCH_UP_MOST);
      return Misfire.FIRE_ONCE;
    }
    return Misfire.catchUp(most.intValue());
  }

  private Overlap overlap() {
    var atMost = schedule.duration("overlapAtMost", SECOND, LONGEST_RUN);
    var policy = schedule.choice("overlap", Overlap.Policy.ALLOW);
    if (policy == Overlap.Policy.ALLOW && schedule.has("overlapAtMost")) {
      schedule.error("overlapAtMost", "NOT_APPLICABLE", "goes with another overlap than ALLOW");
    }
    return new Overlap(policy, atMost == null ? Overlap.PATIENCE : atMost);
  }

  private void checkJitter(Recurrence recurrence, @Nullable Duration jitter) {
    if (recurrence instanceof Recurrence.Every(Duration period, _)
        && jitter != null
        && jitter.compareTo(period) > 0) {
      schedule.error("jitter", "OUT_OF_RANGE", "must not be longer than every");
    }
  }

  /** A schedule that can never fire is a mistake, not a wish. */
  private void checkThatItFires(Timetable timetable, @Nullable Instant start) {
    var since = start == null ? Instant.EPOCH : start;
    if (timetable.from(since) == null) {
      schedule.error("NEVER_FIRES", "there is no instant at which it fires");
    }
  }
}
