package dev.sequitur.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.cli.Exit;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RedriveCommandTest {

  private static final String ALL = "/dead-letters/redrive";

  private final FakeGateway gateway = new FakeGateway();

  RedriveCommandTest() throws IOException {}

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void whatFailsAgainMeanwhileDoesNotGoRoundAndRound() {
    gateway
        .replies(ALL, "{\"matching\": 5}")
        .replies(ALL, "{\"redriven\": 3, \"left\": 5}")
        .replies(ALL, "{\"redriven\": 3, \"left\": 5}");
    assertThat(gateway.run("dead-letters", "redrive", "--rule", "a")).isEqualTo(Exit.OK);
    assertThat(gateway.asked(ALL)).hasSize(3);
    assertThat(gateway.out()).isEqualTo("6 go again.\n");
  }

  @Test
  void itEndsWhereNoneCanBeTaken() {
    gateway.replies(ALL, "{\"matching\": 5}").replies(ALL, "{\"redriven\": 0, \"left\": 5}");
    assertThat(gateway.run("dead-letters", "redrive", "--all")).isEqualTo(Exit.OK);
    assertThat(gateway.out()).isEqualTo("0 go again.\n");
  }

  @Test
  void nothingIsRedrivenUnlessSomebodySaysWhich() {
    assertThat(gateway.run("dead-letters", "redrive")).isEqualTo(Exit.USAGE);
    assertThat(
            gateway.run("dead-letters", "redrive", "--all", "6c1e0000-0000-8000-8000-000000000001"))
        .isEqualTo(Exit.USAGE);
    assertThat(gateway.run("dead-letters", "redrive", "not-an-id")).isEqualTo(Exit.USAGE);
    assertThat(gateway.asked(ALL)).isEmpty();
  }
}
