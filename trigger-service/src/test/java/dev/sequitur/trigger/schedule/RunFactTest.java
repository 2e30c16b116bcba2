package dev.sequitur.trigger.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sequitur.contracts.EventReference;
import dev.sequitur.contracts.EventsMatched;
import dev.sequitur.contracts.FollowedRunEnded;
import dev.sequitur.contracts.FollowedRunsStarted;
import dev.sequitur.contracts.Headers;
import dev.sequitur.contracts.Message;
import dev.sequitur.contracts.RunState;
import dev.sequitur.contracts.UnreadableException;
import dev.sequitur.contracts.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunFactTest {

  private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");
  private static final UUID SCHEDULE = new UUID(1, 1);
  private static final UUID RUN = new UUID(2, 2);
  private static final EventReference EVENT =
      new EventReference(new UUID(3, 3), "tick", 0, 7, AT, null, null, SCHEDULE, null, true);
  private static final Message STARTED =
      FollowedRunsStarted.of(EVENT, "shop", List.of(RUN)).message();
  private static final Message ENDED =
      new FollowedRunEnded(RUN, "shop", EVENT, RunState.FAILED, 0, AT).message("/executor-service");

  @Test
  void startsAndEndsOfAFollowedEventAreRead() {
    assertThat(read(STARTED)).isEqualTo(new RunFact.Started(SCHEDULE, EVENT.id(), 1, Set.of(RUN)));
    assertThat(read(ENDED)).isEqualTo(new RunFact.Ended(SCHEDULE, EVENT.id(), RUN));
  }

  @Test
  void everythingElseOnTheTopicIsNoneOfItAndStaysUnread() {
    var summary = new EventsMatched(0, 0, 9, 10, 0, 10, 0, 0, List.of(), AT).message();
    assertThat(read(summary)).isNull();
    assertThat(RunFact.read(summary.headers(), new byte[] {'{'})).isNull();
    assertThat(RunFact.read(Map.of(), null)).isNull();
    assertThat(RunFact.read(Map.of(Headers.TYPE, "dev.sequitur.unheard-of.v1"), null)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "null", "[]", "{}", "{\"runId\": \"no\"}", "\u0000"})
  void whatIsNoneOfItsTypeIsUnreadable(String body) {
    for (var message : List.of(STARTED, ENDED)) {
      var bytes = body.getBytes(StandardCharsets.UTF_8);
      assertThatThrownBy(() -> RunFact.read(message.headers(), bytes))
          .isInstanceOf(UnreadableException.class);
      assertThatThrownBy(() -> RunFact.read(message.headers(), null))
          .isInstanceOf(UnreadableException.class);
    }
  }

  @Test
  void anotherVersionIsUnreadable() {
    for (var type :
        List.of("dev.sequitur.followed-runs-started.v2", "dev.sequitur.followed-run-ended.v9")) {
      assertThatThrownBy(() -> RunFact.read(Map.of(Headers.TYPE, type), STARTED.value()))
          .isInstanceOf(UnreadableException.class);
    }
  }

  @Test
  void missingPartsAreUnreadable() throws IOException {
    for (var pointer : List.of("/event", "/event/trigger", "/event/id")) {
      assertUnreadable(STARTED, pointer);
      assertUnreadable(ENDED, pointer);
    }
    assertUnreadable(STARTED, "/runs");
    assertUnreadable(ENDED, "/runId");
  }

  private static void assertUnreadable(Message message, String pointer) throws IOException {
    var body = (ObjectNode) Wire.json().readTree(message.value());
    var last = pointer.lastIndexOf('/');
    ((ObjectNode) body.at(pointer.substring(0, last))).remove(pointer.substring(last + 1));
    assertThatThrownBy(() -> RunFact.read(message.headers(), Wire.write(body)))
        .as("%s without %s", message.headers().get(Headers.TYPE), pointer)
        .isInstanceOf(UnreadableException.class);
  }

  private static @Nullable RunFact read(Message message) {
    return RunFact.read(message.headers(), message.value());
  }
}
