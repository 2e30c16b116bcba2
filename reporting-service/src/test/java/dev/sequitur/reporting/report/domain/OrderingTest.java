package dev.sequitur.reporting.report.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.contracts.EventReference;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OrderingTest {

  private static final UUID UID = new UUID(1, 1);
  private static final Instant ACCEPTED = Instant.parse("2026-03-30T05:00:00Z");
  private final ReportBook book = ReportBook.of(List.of(published("shop.day"), published("other")));

  @Test
  void eventOrdersWhatListensToItInItsWorkspaceOnly() {
    assertThat(orders("shop", "shop.day", null, 0)).hasSize(1);
    assertThat(orders("another", "shop.day", null, 0)).isEmpty();
    assertThat(orders("shop", "shop.night", null, 0)).isEmpty();
  }

  @Test
  void sameEventIsTheSameReportAndAnotherIsNot() {
    var first = orders("shop", "shop.day", null, 0).getFirst();
    assertThat(orders("shop", "shop.day", ACCEPTED, 0).getFirst().id()).isEqualTo(first.id());
    var another =
        Ordering.decide(
            book, new Ordering.Happening("shop", event(new UUID(0, 9), "shop.day", 0), null));
    assertThat(another.getFirst().id()).isNotEqualTo(first.id());
  }

  @Test
  void rangeIsTheDayBeforeTheEventsTimeInTheReportsZone() {
    var nominal = Instant.parse("2026-03-29T22:00:00Z");
    // Midnight in Berlin, after the day of 23 hours.
    assertThat(orders("shop", "shop.day", nominal, 0).getFirst().range())
        .isEqualTo(
            new Period.Range(
                Instant.parse("2026-03-28T23:00:00Z"), Instant.parse("2026-03-29T22:00:00Z")));
  }

  @Test
  void timeThatSomebodyMadeUpIsNotBelieved() {
    var usual = orders("shop", "shop.day", null, 0).getFirst().range();
    assertThat(orders("shop", "shop.day", ACCEPTED.plusSeconds(1), 0).getFirst().range())
        .isEqualTo(usual);
    assertThat(orders("shop", "shop.day", Instant.EPOCH, 0).getFirst().range()).isEqualTo(usual);
  }

  @Test
  void circleIsRefused() {
    assertThat(orders("shop", "shop.day", null, 15).getFirst().refusal()).isNull();
    assertThat(orders("shop", "shop.day", null, 16).getFirst().refusal()).isNotNull();
  }

  private List<Ordering.Order> orders(
      String workspace, String type, @Nullable Instant time, int hops) {
    return Ordering.decide(
        book, new Ordering.Happening(workspace, event(new UUID(0, 7), type, hops), time));
  }

  private static EventReference event(UUID id, String type, int hops) {
    return new EventReference(id, type, 0, 5, ACCEPTED, null, null, null, hops);
  }

  private static DefinitionPublished published(String type) {
    return new DefinitionPublished(
        "shop",
        "ReportDefinition",
        UID,
        "daily",
        1,
        1,
        DefinitionPublished.State.ACTIVE,
        Instant.EPOCH,
        Map.of(),
        Map.of(
            "title",
            "x",
            "zone",
            "Europe/Berlin",
            "sections",
            List.of(Map.of("runs", Map.of())),
            "on",
            List.of(type)));
  }
}
