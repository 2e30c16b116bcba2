package dev.sequitur.reporting.query;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which series is asked for.
 *
 * @param from where the first period begins
 * @param name of the rule or trigger; null for all
 */
public record SeriesQuery(
    By by,
    Granularity granularity,
    ZoneId zone,
    Instant from,
    Instant to,
    @Nullable String name,
    int limit,
    @Nullable After after) {

  static final Set<String> KNOWN =
      Set.of("by", "granularity", "zone", "from", "to", "name", "limit", "after");
  private static final Duration LONGEST = Duration.ofDays(400);

  /** What is counted; in the table by its capital name. */
  public enum By {
    RULE,
    TRIGGER,
    ACTION
  }

  /** The last item of the page before. */
  public record After(Instant period, UUID uid, String step) {

    String text() {
      var text = period + "|" + uid + "|" + step;
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static After of(Series.Item last) {
      return new After(last.from(), last.uid(), last.step() == null ? "" : last.step());
    }

    static After parse(String text) {
      var parts =
          new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("\\|", 3);
      if (parts.length != 3) {
        throw new IllegalArgumentException("not a cursor");
      }
      try {
        return new After(Instant.parse(parts[0]), UUID.fromString(parts[1]), parts[2]);
      } catch (DateTimeParseException e) {
        throw new IllegalArgumentException(e);
      }
    }
  }

  static SeriesQuery of(Map<String, List<String>> query, Instant now) {
    var parameters = new Parameters(query, KNOWN);
    var by = parameters.lowerCase("by", By.class);
    var granularity =
        Objects.requireNonNullElse(
            parameters.lowerCase("granularity", Granularity.class), Granularity.HOUR);
    var zone = Objects.requireNonNullElse(parameters.zone("zone"), ZoneOffset.UTC);
    var to = Objects.requireNonNullElse(parameters.instant("to"), now);
    var usual =
        to.minus(granularity == Granularity.HOUR ? Duration.ofDays(1) : Duration.ofDays(30));
    var from = Objects.requireNonNullElse(parameters.instant("from"), usual);
    parameters.range(from, to, LONGEST);
    var series =
        new SeriesQuery(
            Objects.requireNonNullElse(by, By.RULE),
            granularity,
            zone,
            granularity.begin(from, zone),
            to,
            parameters.name("name"),
            parameters.limit(),
            parameters.read("after", "what an earlier page gave as \"next\"", After::parse));
    parameters.check();
    return series;
  }

  /** Where to begin reading. */
  Instant begin() {
    return after != null && after.period().isAfter(from) ? after.period() : from;
  }
}
