package dev.sequitur.cli.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class ServerSentEventsTest {

  private static final String STREAM =
      """
      retry: 1000

      id: 41
      event: hello
      data: {}

      : still here

      id: 42
      event: changes
      data: {"a":
      data: 1}

      id: 43
      data: never ended
      """;

  private final ArrayList<ServerSentEvents.Event> heard = new ArrayList<>();

  private void read(int most) {
    var stream = new ByteArrayInputStream(STREAM.getBytes(StandardCharsets.UTF_8));
    ServerSentEvents.read(
        stream,
        event -> {
          heard.add(event);
          return heard.size() < most;
        });
  }

  @Test
  void eventsHaveIdNameAndData() {
    read(10);
    assertThat(heard)
        .containsExactly(
            new ServerSentEvents.Event("41", "hello", "{}"),
            new ServerSentEvents.Event("42", "changes", "{\"a\":\n1}"));
  }

  @Test
  void listenerThatHasEnoughHearsNoMore() {
    read(1);
    assertThat(heard).hasSize(1);
  }
}
