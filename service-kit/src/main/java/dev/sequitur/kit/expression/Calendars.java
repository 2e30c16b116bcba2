package dev.sequitur.kit.expression;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.focus_shift.jollyday.core.CalendarHierarchy;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The calendars that are built in, by the code of a country and, where it has them, of its parts:
 * {@code DE}, {@code DE-BY}, {@code US-NY}. The holidays are those of the library Jollyday; zones
 * and weekends stand in {@code calendars.txt}.
 *
 * <p>Loading one takes far longer than an evaluation may: it is done when an expression is
 * compiled, which is why a calendar's name has to be written out.
 */
final class Calendars {

  private static final Pattern NAME = Pattern.compile("[A-Z]{2,6}(-[A-Z0-9]{1,6}){0,2}");

  private static final Set<DayOfWeek> WEEKEND = EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

  private static final Map<String, Place> PLACES = places();

  private static final Kept<Optional<BusinessCalendar>> LOADED =
      new Kept<>(1_024, name -> Optional.ofNullable(load(name)));

  private Calendars() {}

  /** What is known of a country beyond its holidays. */
  private record Place(@Nullable ZoneId zone, Set<DayOfWeek> weekend) {}

  /** Null if there is none of this name. */
  static @Nullable BusinessCalendar find(String name) {
    return LOADED.of(name).orElse(null);
  }

  /** Fails as an evaluation does where there is none of this name. */
  static BusinessCalendar of(String name) {
    var calendar = find(name);
    if (calendar == null) {
      throw Refusals.argument();
    }
    return calendar;
  }

  private static @Nullable BusinessCalendar load(String name) {
    var parts = name.split("-", 2);
    var place = PLACES.get(parts[0]);
    if (place == null || !NAME.matcher(name).matches()) {
      return null;
    }
    var manager = manager(parts[0].toLowerCase(Locale.ROOT));
    var regions = parts.length == 1 ? new String[0] : parts[1].toLowerCase(Locale.ROOT).split("-");
    if (!hasRegion(manager.getCalendarHierarchy(), regions)) {
      return null;
    }
    var calendar = new BusinessCalendar(manager, regions, place.zone(), place.weekend());
    // The first question costs most, and is asked here.
    Allowance.renew();
    calendar.isHoliday(LocalDate.EPOCH.withYear(2026));
    return calendar;
  }

  private static boolean hasRegion(CalendarHierarchy hierarchy, String[] regions) {
    var at = hierarchy;
    for (String region : regions) {
      at = at.getChildren().get(region);
      if (at == null) {
        return false;
      }
    }
    return true;
  }

  /**
   * Jollyday finds its own parts by the thread's class loader, and threads of Kafka have another.
   */
  private static HolidayManager manager(String code) {
    var thread = Thread.currentThread();
    var before = thread.getContextClassLoader();
    thread.setContextClassLoader(Calendars.class.getClassLoader());
    try {
      return HolidayManager.getInstance(ManagerParameters.create(code));
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static Map<String, Place> places() {
    try (var file = Calendars.class.getResourceAsStream("calendars.txt")) {
      return new String(Objects.requireNonNull(file, "calendars.txt").readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split(" "))
          .collect(Collectors.toUnmodifiableMap(fields -> fields[0], Calendars::place));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Place place(String[] fields) {
    Function<String, DayOfWeek> day = word -> DayOfWeek.valueOf(word);
    var weekend =
        fields.length < 3
            ? WEEKEND
            : Arrays.stream(fields[2].split(",")).map(day).collect(Collectors.toUnmodifiableSet());
    return new Place(fields[1].equals("-") ? null : ZoneId.of(fields[1]), weekend);
  }
}
