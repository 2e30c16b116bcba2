package dev.sequitur.notification.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.contracts.EffectState;
import dev.sequitur.notification.Facts;
import dev.sequitur.notification.domain.Preferences.Mode;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TimingTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Instant NIGHT = Instant.parse("2026-03-01T22:30:00Z");
  private static final Instant NOON = Instant.parse("2026-03-01T11:00:00Z");
  private static final QuietHours QUIET = new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0));

  @Test
  void whoSaysNothingIsToldAtOnce() {
    assertThat(Timing.decide(Preferences.NONE, dispatch(), NIGHT)).isEqualTo(new Timing.Now());
  }

  @Test
  void quietHoursHoldUntilTheirEnd() {
    assertThat(Timing.decide(wanting(Map.of()), dispatch(), NIGHT))
        .isEqualTo(new Timing.Held(Reason.QUIET_HOURS, Instant.parse("2026-03-02T06:00:00Z")));
    assertThat(Timing.decide(wanting(Map.of()), dispatch(), NOON)).isEqualTo(new Timing.Now());
  }

  @Test
  void whatIsMandatoryComesThrough() {
    var off = wanting(Map.of("*", Map.of("*", Mode.OFF)));

    assertThat(Timing.decide(off, dispatch(Happening.DEAD), NIGHT)).isEqualTo(new Timing.Now());
    assertThat(Timing.decide(off, dispatch(Happening.FAILED), NIGHT))
        .isEqualTo(new Timing.Suppressed(Reason.PREFERENCE_OFF));
  }

  @Test
  void aDigestComesAtItsHourInItsZone() {
    var digest = wanting(Map.of("mail", Map.of("*", Mode.DIGEST)));

    assertThat(Timing.decide(digest, dispatch(), NOON))
        .isEqualTo(new Timing.Held(Reason.DIGEST, Instant.parse("2026-03-02T07:00:00Z")));
  }

  @Test
  void theCloserWishWins() {
    var wishes =
        wanting(
            Map.of(
                "mail", Map.of("DEAD", Mode.ON, "*", Mode.DIGEST),
                "*", Map.of("FAILED", Mode.OFF, "*", Mode.OFF)));

    assertThat(wishes.mode("mail", Happening.DEAD)).isEqualTo(Mode.ON);
    assertThat(wishes.mode("mail", Happening.FAILED)).isEqualTo(Mode.DIGEST);
    assertThat(wishes.mode("chat", Happening.FAILED)).isEqualTo(Mode.OFF);
    assertThat(Preferences.NONE.mode("chat", Happening.FAILED)).isEqualTo(Mode.ON);
  }

  @Test
  void anEndThatDaylightSavingLeavesOutIsTheChangeItself() {
    var quiet = new QuietHours(LocalTime.of(22, 0), LocalTime.of(2, 30));

    assertThat(quiet.endOf(Instant.parse("2026-03-29T00:30:00Z"), BERLIN))
        .contains(Instant.parse("2026-03-29T01:00:00Z"));
  }

  @Test
  void anEndThatComesTwiceEndsBothTimes() {
    var quiet = new QuietHours(LocalTime.of(22, 0), LocalTime.of(2, 30));

    assertThat(quiet.endOf(Instant.parse("2026-10-25T00:15:00Z"), BERLIN))
        .contains(Instant.parse("2026-10-25T00:30:00Z"));
    assertThat(quiet.endOf(Instant.parse("2026-10-25T00:45:00Z"), BERLIN)).isEmpty();
    assertThat(quiet.endOf(Instant.parse("2026-10-25T01:15:00Z"), BERLIN))
        .contains(Instant.parse("2026-10-25T01:30:00Z"));
  }

  private static Preferences wanting(Map<String, Map<String, Mode>> modes) {
    return new Preferences("anna@example.com", BERLIN, modes, QUIET, LocalTime.of(8, 0));
  }

  private static Dispatch dispatch() {
    return dispatch(Happening.FAILED);
  }

  private static Dispatch dispatch(Happening happening) {
    var subscription =
        new Subscription(
            "shop",
            UUID.randomUUID(),
            "failures",
            1,
            Set.of("*"),
            Map.of(),
            Set.of(happening),
            List.of(),
            List.of(new ChannelTarget("mail", "anna")),
            Set.of(Happening.DEAD));
    var outcome =
        Facts.of("shop", "big-order").settled(EffectState.valueOf(happening.name()), NOON);
    return Telling.by(subscription, new Fact.Settled(outcome, happening), NOON)
        .dispatches()
        .getFirst();
  }
}
