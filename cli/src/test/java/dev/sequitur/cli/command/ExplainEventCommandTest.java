package dev.sequitur.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.cli.Exit;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExplainEventCommandTest {

  private static final String EVENT = "8f1c2d3e-4b5a-8c6d-9e7f-0a1b2c3d4e5f";

  private final FakeGateway gateway = new FakeGateway();

  ExplainEventCommandTest() throws IOException {}

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void everyRuleIsALineWithTheTestThatDecided() {
    gateway.replies(
        "/events/" + EVENT + "/explanation",
        """
        {"eventId":"%s","rules":[
          {"rule":"first","version":3,"matched":true,"run":"91c0b6a2-41ce-8d0a-9a3f-5b6f0f4a2e10"},
          {"rule":"second","version":1,"matched":false,"stoppedBy":"CONDITION","condition":
            {"text":"a && b","is":"FALSE","parts":[
              {"text":"data.a > 1","is":"TRUE"},
              {"text":"data.b == 2","is":"FALSE","values":[{"path":"data.b","seen":"VALUE","value":3}]}]}},
          {"rule":"third","version":1,"matched":false,"stoppedBy":"UNTOLD","code":"EXPRESSION_TYPE"}]}
        """
            .formatted(EVENT));

    assertThat(gateway.run("events", "explain", EVENT)).isEqualTo(Exit.OK);

    assertThat(gateway.out())
        .contains("run 91c0b6a2-41ce-8d0a-9a3f-5b6f0f4a2e10")
        .contains("data.b == 2 is FALSE, data.b = 3")
        .contains("EXPRESSION_TYPE")
        .doesNotContain("data.a");
  }

  @Test
  void whatIsNoIdIsAMistakeOfUse() {
    assertThat(gateway.run("events", "explain", "no-id")).isEqualTo(Exit.USAGE);
  }
}
