package dev.sequitur.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AcceptedEventTest {

  private static final byte[] DATA = "{\"id\":\"o-1\"}".getBytes(StandardCharsets.UTF_8);

  private static AcceptedEvent event(@Nullable String subject, @Nullable String key) {
    return new AcceptedEvent(
        Ids.event("default", Ids.NO_TRIGGER, "o-1"),
        "default",
        "com.example.order",
        "/shop",
        subject,
        key,
        Instant.parse("2026-01-01T00:00:00Z"),
        Ids.NO_TRIGGER,
        0,
        0,
        DATA,
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
  }

  @Test
  void headersAndDataBringTheEventBack() {
    var event = event("s", "k");
    var message = event.message();
    assertThat(AcceptedEvent.read(message.headers(), message.value())).isEqualTo(event);
  }

  @Test
  void headersAreThoseOfCloudEventsBinaryMode() {
    assertThat(event("s", "k").message().headers())
        .containsEntry("ce_specversion", "1.0")
        .containsEntry("ce_type", "com.example.order")
        .containsEntry("ce_source", "/shop")
        .containsEntry("ce_subject", "s")
        .containsEntry("ce_partitionkey", "k")
        .containsEntry("ce_time", "2026-01-01T00:00:00Z")
        .containsEntry("content-type", "application/json");
  }

  @Test
  void followedEventSaysSoAndNoOtherHasTheHeader() {
    var event = event("s", "k");
    assertThat(event.message().headers()).doesNotContainKey(Headers.FOLLOWED);
    var message = event.following().message();
    assertThat(message.headers()).containsEntry("ce_followruns", "true");
    var read = AcceptedEvent.read(message.headers(), message.value());
    assertThat(read.followed()).isTrue();
    assertThat(read).isEqualTo(event.following());
    var odd = new HashMap<>(message.headers());
    odd.put(Headers.FOLLOWED, "?");
    assertThat(AcceptedEvent.read(odd, DATA).followed()).isFalse();
  }

  @Test
  void rulesBehindAnEventTravelWithItInTheirOrder() {
    var event = event("s", "k");
    assertThat(event.message().headers()).doesNotContainKey(Headers.CHAIN);
    var chain = List.of(new UUID(1, 2), new UUID(3, 4), new UUID(1, 2));
    var message = event.behind(chain).following().message();
    assertThat(message.headers().get("ce_chain"))
        .isEqualTo(
            "00000000-0000-0001-0000-000000000002,00000000-0000-0003-0000-000000000004,"
                + "00000000-0000-0001-0000-000000000002");
    assertThat(AcceptedEvent.read(message.headers(), message.value()).chain()).isEqualTo(chain);
  }

  @Test
  void chainKeepsItsLatestRules() {
    var event = new EventReference(new UUID(0, 1), "t", 0, 0, Instant.EPOCH, null, null);
    assertThat(event.chainWith(new UUID(0, 7))).containsExactly(new UUID(0, 7));
    var chain = List.<UUID>of();
    for (int i = 0; i < 100; i++) {
      chain =
          new EventReference(
                  new UUID(0, 1), "t", 0, 0, Instant.EPOCH, null, null, null, i, null, chain)
              .chainWith(new UUID(0, i));
    }
    assertThat(chain)
        .hasSize(EventReference.LONGEST_CHAIN)
        .startsWith(new UUID(0, 36))
        .endsWith(new UUID(0, 99));
  }

  @Test
  void recordKeyIsOrderingKeyThenSubjectThenId() {
    assertThat(event("s", "k").message().key()).isEqualTo("k");
    assertThat(event("s", null).message().key()).isEqualTo("s");
    var alone = event(null, null);
    assertThat(alone.message().key()).isEqualTo(alone.id().toString());
  }

  @Test
  void missingOrMalformedAttributesAreUnreadable() {
    var whole = event("s", "k").message();
    for (var required :
        new String[] {
          Headers.ID,
          Headers.TYPE,
          Headers.SOURCE,
          Headers.WORKSPACE,
          Headers.TRIGGER,
          Headers.TRIGGER_VERSION,
          Headers.HOPS
        }) {
      var headers = new HashMap<>(whole.headers());
      headers.remove(required);
      assertThatThrownBy(() -> AcceptedEvent.read(headers, DATA))
          .as(required)
          .isInstanceOf(UnreadableException.class)
          .hasMessageContaining(required);
    }
    for (var malformed :
        new String[] {Headers.ID, Headers.TRIGGER, Headers.HOPS, Headers.TIME, Headers.CHAIN}) {
      var headers = new HashMap<>(whole.headers());
      headers.put(malformed, "?");
      assertThatThrownBy(() -> AcceptedEvent.read(headers, DATA))
          .as(malformed)
          .isInstanceOf(UnreadableException.class);
    }
    assertThatThrownBy(() -> AcceptedEvent.read(whole.headers(), null))
        .isInstanceOf(UnreadableException.class);
  }
}
