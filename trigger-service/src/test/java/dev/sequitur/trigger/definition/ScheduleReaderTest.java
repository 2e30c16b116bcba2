package dev.sequitur.trigger.definition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.sequitur.trigger.schedule.domain.Gap;
import dev.sequitur.trigger.schedule.domain.Misfire;
import dev.sequitur.trigger.schedule.domain.Overlap;
import dev.sequitur.trigger.schedule.domain.Recurrence;
import dev.sequitur.trigger.schedule.domain.Repeated;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleReaderTest {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  @Test
  void smallestSchedulesHaveTheDefaults() {
    var cron = schedule("{ cron: '0 7 * * MON-FRI' }");
    assertThat(cron.misfire()).isEqualTo(Misfire.FIRE_ONCE);
    assertThat(cron.timetable().jitter()).isEqualTo(Duration.ZERO);
    assertThat(cron.timetable().recurrence())
        .isInstanceOfSatisfying(
            Recurrence.Cron.class,
            one -> {
              assertThat(one.zone()).isEqualTo(ZoneId.of("UTC"));
              assertThat(one.gap()).isEqualTo(Gap.SHIFT);
              assertThat(one.repeated()).isEqualTo(Repeated.FIRST);
            });
    assertThat(schedule("{ every: PT1S }").timetable().recurrence())
        .isEqualTo(new Recurrence.Every(Duration.ofSeconds(1), Instant.EPOCH));
    assertThat(schedule("{ at: '2026-12-24T18:00:00+01:00' }").timetable().recurrence())
        .isEqualTo(new Recurrence.Once(Instant.parse("2026-12-24T17:00:00Z")));
  }

  @Test
  void everythingThatCanBeSaidIsRead() {
    var cron =
        schedule(
            "{ cron: '0 7 * * *', zone: Europe/Berlin, gap: SKIP, repeated: BOTH, misfire: CATCH_UP,"
                + " catchUpMost: 20, overlap: ALLOW, start: '2026-01-01T00:00:00Z',"
                + " end: '2027-01-01T00:00:00Z', jitter: PT30S }");
    assertThat(cron.misfire()).isEqualTo(Misfire.catchUp(20));
    assertThat(cron.timetable().start()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
    assertThat(cron.timetable().end()).isEqualTo(Instant.parse("2027-01-01T00:00:00Z"));
    assertThat(cron.timetable().jitter()).isEqualTo(Duration.ofSeconds(30));
    assertThat(schedule("{ every: PT2H, start: '2026-01-01T00:30:00Z' }").timetable().recurrence())
        .isEqualTo(
            new Recurrence.Every(Duration.ofHours(2), Instant.parse("2026-01-01T00:30:00Z")));
    assertThat(schedule("{ every: PT1M, misfire: SKIP }").misfire()).isEqualTo(Misfire.SKIP);
  }

  @Test
  void overlapIsReadWithItsBound() {
    assertThat(schedule("{ every: PT1S }").overlap()).isEqualTo(Overlap.ALLOW);
    assertThat(schedule("{ every: PT1S, overlap: SKIP }").overlap())
        .isEqualTo(new Overlap(Overlap.Policy.SKIP, Duration.ofDays(1)));
    assertThat(schedule("{ every: PT1S, overlap: BUFFER_ALL, overlapAtMost: PT2H }").overlap())
        .isEqualTo(new Overlap(Overlap.Policy.BUFFER_ALL, Duration.ofHours(2)));
    assertThat(schedule("{ every: PT1S, overlap: BUFFER_ONE }").overlap().isAllowed()).isFalse();
  }

  /** One wrong thing a row. */
  @ParameterizedTest(name = "{1} {2}: {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                                                   |             | MISSING
          { every: PT1S, at: '2026-01-01T00:00:00Z' }                          |             | AMBIGUOUS
          { every: PT1S, often: true }                                         | /often      | UNKNOWN_FIELD
          { every: 5 }                                                         | /every      | WRONG_TYPE
          { every: 5s }                                                        | /every      | INVALID_DURATION
          { every: PT0.5S }                                                    | /every      | OUT_OF_RANGE
          { every: PT1.5S }                                                    | /every      | OUT_OF_RANGE
          { every: PT0S }                                                      | /every      | OUT_OF_RANGE
          { every: -PT1M }                                                     | /every      | OUT_OF_RANGE
          { every: PT9000H }                                                   | /every      | OUT_OF_RANGE
          { every: PT1S, zone: Europe/Berlin }                                 | /zone       | NOT_APPLICABLE
          { every: PT1S, gap: SKIP }                                           | /gap        | NOT_APPLICABLE
          { every: PT1S, repeated: LAST }                                      | /repeated   | NOT_APPLICABLE
          { every: PT1S, jitter: PT2S }                                        | /jitter     | OUT_OF_RANGE
          { every: PT48H, jitter: PT25H }                                      | /jitter     | OUT_OF_RANGE
          { cron: '* * * *' }                                                  | /cron       | INVALID_CRON
          { cron: 5 }                                                          | /cron       | WRONG_TYPE
          { cron: '0 0 30 2 *' }                                               |             | NEVER_FIRES
          { cron: '0 0 * * *', zone: '+02:00' }                                | /zone       | INVALID_ZONE
          { cron: '0 0 * * *', zone: Europe/Atlantis }                         | /zone       | INVALID_ZONE
          { cron: '0 0 * * *', gap: shift }                                    | /gap        | WRONG_VALUE
          { cron: '0 0 * * *', repeated: SECOND }                              | /repeated   | WRONG_VALUE
          { cron: '0 0 * * *', misfire: LATER }                                | /misfire    | WRONG_VALUE
          { cron: '0 0 * * *', misfire: CATCH_UP }                             | /catchUpMost | MISSING
          { cron: '0 0 * * *', misfire: CATCH_UP, catchUpMost: 1001 }          | /catchUpMost | OUT_OF_RANGE
          { cron: '0 0 * * *', misfire: CATCH_UP, catchUpMost: 1.5 }           | /catchUpMost | OUT_OF_RANGE
          { cron: '0 0 * * *', misfire: CATCH_UP, catchUpMost: many }          | /catchUpMost | OUT_OF_RANGE
          { cron: '0 0 * * *', misfire: SKIP, catchUpMost: 5 }                 | /catchUpMost | NOT_APPLICABLE
          { cron: '0 0 * * *', overlap: cancel_running }                       | /overlap    | WRONG_VALUE
          { cron: '0 0 * * *', overlap: QUEUE }                                | /overlap    | WRONG_VALUE
          { cron: '0 0 * * *', overlap: 5 }                                    | /overlap    | WRONG_TYPE
          { cron: '0 0 * * *', overlapAtMost: PT1H }                           | /overlapAtMost | NOT_APPLICABLE
          { cron: '0 0 * * *', overlap: ALLOW, overlapAtMost: PT1H }           | /overlapAtMost | NOT_APPLICABLE
          { cron: '0 0 * * *', overlap: SKIP, overlapAtMost: PT0.5S }          | /overlapAtMost | OUT_OF_RANGE
          { cron: '0 0 * * *', overlap: SKIP, overlapAtMost: P8D }             | /overlapAtMost | OUT_OF_RANGE
          { cron: '0 0 * * *', overlap: SKIP, overlapAtMost: long }            | /overlapAtMost | INVALID_DURATION
          { at: '2026-01-01T00:00:00' }                                        | /at         | INVALID_TIME
          { at: '+12026-01-01T00:00:00Z' }                                     | /at         | OUT_OF_RANGE
          { at: tomorrow }                                                     | /at         | INVALID_TIME
          { at: '2026-01-01T00:00:00Z', start: '2026-01-02T00:00:00Z' }        |             | NEVER_FIRES
          { every: PT1S, start: '2026-01-02T00:00:00Z', end: '2026-01-02T00:00:00Z' } | /end | OUT_OF_RANGE
          """)
  void wrongScheduleIsRefusedAtItsPlace(String schedule, @Nullable String pointer, String code) {
    var reading = read("schedule: " + schedule);
    assertThat(reading.spec()).isNull();
    assertThat(reading.errors())
        .anySatisfy(
            error -> {
              assertThat(error.pointer())
                  .isEqualTo("/spec/schedule" + Objects.requireNonNullElse(pointer, ""));
              assertThat(error.code()).isEqualTo(code);
            });
  }

  @Test
  void expressionsSeeTheNominalInstantAndNothingElse() {
    var spec = "schedule: { every: PT1S }\nfilter: nominalInstant.getHours() > 7";
    assertThat(read(spec).errors()).isEmpty();
    for (var other : new String[] {"now > nominalInstant", "body.a == 1", "headers.a == 'b'"}) {
      assertThat(read("schedule: { every: PT1S }\nfilter: \"" + other + "\"").errors())
          .extracting("pointer")
          .containsExactly("/spec/filter");
    }
  }

  private static Source.Schedule schedule(String schedule) {
    var reading = read("schedule: " + schedule);
    assertThat(reading.errors()).isEmpty();
    return (Source.Schedule) Objects.requireNonNull(reading.spec()).source();
  }

  private static TriggerSpec.Reading read(String spec) {
    try {
      @SuppressWarnings("unchecked")
      Map<String, @Nullable Object> document =
          YAML.readValue(spec + "\nevent: { type: a }", Map.class);
      return TriggerSpec.read(Objects.requireNonNull(document));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
