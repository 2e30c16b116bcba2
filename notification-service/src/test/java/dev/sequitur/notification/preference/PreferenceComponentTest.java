package dev.sequitur.notification.preference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sequitur.contracts.AuditRecorded;
import dev.sequitur.contracts.Topics;
import dev.sequitur.contracts.Wire;
import dev.sequitur.kit.test.Infrastructure;
import dev.sequitur.kit.test.TopicProbe;
import dev.sequitur.notification.WorkspaceApi;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** I9 of preferences: each change is recorded, with what was before and after. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class PreferenceComponentTest {

  private static final String FIRST = "{\"email\":\"tester@example.com\"}";
  private static final String SECOND = "{\"email\":\"other@example.com\",\"digestAt\":\"08:00\"}";

  private final WorkspaceApi api = WorkspaceApi.fresh();

  @Test
  void eachChangeIsAuditedWithWhatWasBefore() {
    api.prefer(FIRST).then().statusCode(200);
    api.prefer(FIRST).then().statusCode(200);
    api.prefer("{\"email\":\"nobody\"}").then().statusCode(422);
    api.prefer(SECOND).then().statusCode(200);

    var entries =
        await().atMost(Duration.ofSeconds(30)).until(this::entries, found -> found.size() >= 2);
    assertThat(entries)
        .hasSize(2)
        .allSatisfy(
            entry -> {
              assertThat(entry.action()).isEqualTo("notification-preferences:write");
              assertThat(entry.resource())
                  .isEqualTo("NotificationPreferences/" + entry.principal());
            });
    assertThat(entries.getFirst().before()).isNull();
    assertThat(entries.getFirst().after()).isEqualTo(Map.of("email", "tester@example.com"));
    assertThat(entries.getLast().before()).isEqualTo(entries.getFirst().after());
    assertThat(entries.getLast().after())
        .isEqualTo(Map.of("email", "other@example.com", "digestAt", "08:00"));
  }

  /** In the order in which they happened: the outbox promises none. */
  private List<AuditRecorded> entries() {
    try (var probe = TopicProbe.ofTests()) {
      return probe.all(Topics.AUDIT).stream()
          .map(record -> Wire.read(record.value(), AuditRecorded.class))
          .filter(entry -> entry.workspace().equals(api.workspace()))
          .sorted(java.util.Comparator.comparing(AuditRecorded::at))
          .toList();
    }
  }
}
