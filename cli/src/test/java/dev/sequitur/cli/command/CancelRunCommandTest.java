package dev.sequitur.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.cli.Exit;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CancelRunCommandTest {

  private static final String RUN = "6c1e0000-0000-8000-8000-000000000001";
  private static final String PATH = "/runs/" + RUN + "/cancellation";

  private final FakeGateway gateway = new FakeGateway();

  CancelRunCommandTest() throws IOException {}

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void aRunIsCancelledWithItsReason() {
    gateway.replies(PATH, "{\"runId\": \"" + RUN + "\", \"cancelled\": 1, \"underWay\": 0}");
    assertThat(gateway.run("runs", "cancel", RUN, "--reason", "wrong \"list\"")).isEqualTo(Exit.OK);
    assertThat(gateway.out()).isEqualTo(RUN + " is cancelled.\n");
    assertThat(gateway.asked(PATH))
        .singleElement()
        .extracting(FakeGateway.Asked::body)
        .isEqualTo("{\"reason\":\"wrong \\\"list\\\"\"}");
  }

  @Test
  void whatIsUnderWayIsSaid() {
    gateway.replies(PATH, "{\"runId\": \"" + RUN + "\", \"cancelled\": 0, \"underWay\": 2}");
    assertThat(gateway.run("runs", "cancel", RUN)).isEqualTo(Exit.OK);
    assertThat(gateway.out())
        .isEqualTo(RUN + " is cancelled; 2 of its actions go on to their own end.\n");
  }

  @Test
  void nothingIsCancelledUnlessSomebodySaysWhich() {
    assertThat(gateway.run("runs", "cancel")).isEqualTo(Exit.USAGE);
    assertThat(gateway.run("runs", "cancel", "not-an-id")).isEqualTo(Exit.USAGE);
    assertThat(gateway.asked(PATH)).isEmpty();
  }
}
