package dev.sequitur.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.cli.Exit;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExplainRuleCommandTest {

  private static final String PATH = "/rules/big-order/explanation";

  private final FakeGateway gateway = new FakeGateway();

  ExplainRuleCommandTest() throws IOException {}

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void ruleThatDidNotActSaysWhatKeptItAndEndsWithOne() {
    gateway.replies(
        PATH,
        """
        {"matched":0,"events":{"read":40},"stopped":{"CONDITION":9,"TYPE":31},
         "window":{"from":"2026-01-02T02:00:00Z","to":"2026-01-02T03:00:00Z",
           "narrowed":"RETENTION","complete":false},
         "clauses":[{"clause":"data.tier == \\"gold\\"","failed":9,"alone":4}],
         "nearest":[{"event":{"id":"e-1"},"clause":{"text":"data.tier == \\"gold\\"","is":"FALSE",
           "values":[{"path":"data.tier","seen":"VALUE","value":"tin"}]}}],
         "says":["It was suspended while 3 events came."]}
        """);

    assertThat(
            gateway.run(
                "rules", "explain", "big-order", "--from", "2026-01-02T02:00:00Z", "--limit", "50"))
        .isEqualTo(Exit.DIFFERENT);

    assertThat(gateway.asked(PATH).getFirst().uri())
        .contains("from=2026-01-02T02%3A00%3A00Z", "limit=50")
        .doesNotContain("to=");
    assertThat(gateway.out())
        .contains("CONDITION", "(alone: 4)", "e-1")
        .contains("data.tier == \"gold\" is FALSE, data.tier = \"tin\"")
        .contains("It was suspended while 3 events came.");
    assertThat(gateway.err()).contains("no longer kept", "time was over");
  }

  @Test
  void ruleThatActedEndsWithZeroAndJsonIsTheGatewaysOwn() {
    gateway.replies(PATH, "{\"matched\":2,\"window\":{\"complete\":true},\"says\":[]}");
    assertThat(gateway.run("rules", "explain", "big-order", "-o", "json")).isEqualTo(Exit.OK);
    assertThat(gateway.out()).contains("\"matched\" : 2").doesNotContain("WHICH");
    assertThat(gateway.err()).isEmpty();
  }

  @Test
  void whatIsRefusedIsNoAnswer() {
    gateway.replies(
        PATH,
        new FakeGateway.Reply(
            422,
            "application/problem+json",
            "{\"title\":\"Not valid\",\"code\":\"VALIDATION_FAILED\",\"errors\":"
                + "[{\"pointer\":\"/from\",\"code\":\"MALFORMED_PARAMETER\",\"detail\":\"an instant\"}]}"));
    assertThat(gateway.run("rules", "explain", "big-order", "--from", "yesterday"))
        .isEqualTo(Exit.REFUSED);
    assertThat(gateway.err()).contains("/from", "MALFORMED_PARAMETER");
    assertThat(gateway.run("rules", "explain")).isEqualTo(Exit.USAGE);
  }
}
