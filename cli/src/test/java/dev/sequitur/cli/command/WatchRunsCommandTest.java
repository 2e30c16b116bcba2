package dev.sequitur.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.cli.Exit;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WatchRunsCommandTest {

  private static final String RUN = "6c1e0000-0000-8000-8000-000000000001";
  private static final String HELLO = "id: 41\nevent: hello\ndata: {}\n\n";

  private final FakeGateway gateway = new FakeGateway();

  WatchRunsCommandTest() throws IOException {}

  @AfterEach
  void close() {
    gateway.close();
  }

  private static String run(String state) {
    return "{\"runId\":\"%s\",\"state\":\"%s\",\"rule\":{\"name\":\"a\"}}".formatted(RUN, state);
  }

  private static String change(int id, String state) {
    return "id: %d\nevent: changes\ndata: {\"changed\":[{\"runId\":\"%s\",\"state\":\"%s\",\"rule\":\"a\"}]}\n\n"
        .formatted(id, RUN, state);
  }

  @Test
  void watcherComesBackWithTheLastIdThatItHeard() {
    gateway.replies("/runs/" + RUN, run("RUNNING")).streams(HELLO).streams(change(42, "SUCCEEDED"));
    assertThat(gateway.run("runs", "watch", RUN)).isEqualTo(Exit.OK);
    assertThat(gateway.asked("/live"))
        .extracting(FakeGateway.Asked::lastEventId)
        .containsExactly("", "41");
    assertThat(gateway.out().lines()).containsExactly(RUN + "  RUNNING  a", RUN + "  SUCCEEDED  a");
  }

  @Test
  void runThatHasEndedBeforeIsFoundWhenTheStreamBegins() {
    gateway.replies("/runs/" + RUN, run("FAILED")).streams(HELLO);
    assertThat(gateway.run("runs", "watch", RUN)).isEqualTo(Exit.DIFFERENT);
  }

  @Test
  void afterAGapTheRunIsAskedForAnew() {
    gateway
        .replies("/runs/" + RUN, run("RUNNING"))
        .replies("/runs/" + RUN, run("SUCCEEDED"))
        .streams(HELLO)
        .streams("id: 90\nevent: gap\ndata: {\"after\":41}\n\n");
    assertThat(gateway.run("runs", "watch", RUN)).isEqualTo(Exit.OK);
    assertThat(gateway.err()).contains("missed");
  }

  @Test
  void runThatDoesNotEndInTimeIsNoSuccess() {
    gateway.replies("/runs/" + RUN, run("RUNNING")).streams(HELLO);
    assertThat(gateway.run("runs", "watch", RUN, "--timeout", "PT0.3S")).isEqualTo(Exit.DIFFERENT);
    assertThat(gateway.err()).contains("not ended within");
  }

  @Test
  void runThatIsNotThereIsRefused() {
    gateway.streams(HELLO);
    assertThat(gateway.run("runs", "watch", RUN)).isEqualTo(Exit.REFUSED);
  }

  @Test
  void interruptionsPassAndRefusalsDoNot() {
    gateway
        .replies("/runs/" + RUN, run("RUNNING"))
        .streams(HELLO)
        .replies("/live", new FakeGateway.Reply(503, "text/plain", "restarting"))
        .streams(change(43, "SUCCEEDED"));
    assertThat(gateway.run("runs", "watch", RUN)).isEqualTo(Exit.OK);
    assertThat(gateway.asked("/live")).hasSize(3);
  }
}
