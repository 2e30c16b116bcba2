package dev.sequitur.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.cli.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BacktestRuleCommandTest {

  private static final String BACKTESTS = "/rules/big-order/backtests";
  private static final String ONE = BACKTESTS + "/b-1";
  private static final String BEGUN = "{\"id\":\"b-1\",\"state\":\"WAITING\"}";
  private static final String RUNNING =
      "{\"id\":\"b-1\",\"state\":\"RUNNING\",\"done\":400,\"total\":1000}";
  private static final String RESULT =
      """
      {"id":"b-1","state":"SUCCEEDED","compareWith":2,"result":{
        "window":{"from":"2026-01-01T00:00:00Z","to":"2026-01-02T00:00:00Z","complete":true},
        "events":{"read":1000},"counts":{"matched":12,"rejected":0,"unmatched":5,"suppressed":0,
          "codes":{"EXPRESSION_FIELD_MISSING":2}},
        "other":{"matched":DIFFERENT,"rejected":0,"unmatched":5,"suppressed":0},
        "difference":{"added":ADDED,"removed":0,"changed":0,"same":3},
        "clauses":[{"clause":"data.amount > 100","failed":5,"alone":5}],"nearest":[]}}
      """;

  private final FakeGateway gateway = new FakeGateway();

  private final Path folder;

  BacktestRuleCommandTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  private static String result(int added) {
    return RESULT
        .replace("DIFFERENT", String.valueOf(12 - added))
        .replace("ADDED", String.valueOf(added));
  }

  private String file(String text) throws IOException {
    return Files.writeString(folder.resolve("draft.yaml"), text).toString();
  }

  @Test
  void differencesAreShownWithTheirEventsAndEndWithOne() throws IOException {
    gateway
        .replies(BACKTESTS, BEGUN)
        .replies(ONE, RUNNING)
        .replies(ONE, result(9))
        .replies(
            ONE + "/events",
            "{\"items\":[{\"event\":{\"id\":\"e-7\",\"acceptedAt\":\"2026-01-01T08:00:00Z\"}}]}");
    var draft =
        file(
            """
            apiVersion: sequitur.dev/v1
            kind: Rule
            metadata: { name: other }
            spec: {}
            ---
            apiVersion: sequitur.dev/v1
            kind: Rule
            metadata: { name: big-order }
            spec: { on: [com.example.order], when: data.amount > 100 }
            """);

    var exit =
        gateway.run(
            "rules",
            "backtest",
            "big-order",
            "--file",
            draft,
            "--compare",
            "2",
            "--from",
            "2026-01-01T00:00:00Z",
            "--to",
            "2026-01-02T00:00:00Z",
            "--limit",
            "1000");

    assertThat(exit).isEqualTo(Exit.DIFFERENT);
    assertThat(gateway.asked(BACKTESTS).getFirst().body())
        .isEqualTo(
            "{\"spec\":{\"on\":[\"com.example.order\"],\"when\":\"data.amount > 100\"},"
                + "\"compareWith\":2,\"from\":\"2026-01-01T00:00:00Z\",\"to\":\"2026-01-02T00:00:00Z\","
                + "\"limit\":1000}");
    assertThat(gateway.err()).contains("b-1", "WAITING", "RUNNING 40 %");
    assertThat(gateway.out())
        .contains(
            "version 2: 3", "e-7", "EXPRESSION_FIELD_MISSING", "data.amount > 100 (alone: 5)");
    assertThat(gateway.asked(ONE + "/events").getFirst().uri()).contains("kind=added");
  }

  @Test
  void noDifferenceEndsWithZeroAndJsonIsTheGatewaysOwn() {
    gateway.replies(BACKTESTS, result(0));
    assertThat(gateway.run("rules", "backtest", "big-order", "--version", "3", "-o", "json"))
        .isEqualTo(Exit.OK);
    assertThat(gateway.out()).startsWith("{").contains("\"state\" : \"SUCCEEDED\"");
    assertThat(gateway.asked(BACKTESTS).getFirst().body()).isEqualTo("{\"version\":3}");
  }

  @Test
  void whatTakesTooLongIsCancelledAndShowsWhatItHadFound() {
    gateway
        .replies(BACKTESTS, RUNNING)
        .replies(ONE, RUNNING)
        .replies(ONE, result(0).replace("SUCCEEDED", "CANCELLED"))
        .replies(ONE + "/cancellation", "{}");
    assertThat(gateway.run("rules", "backtest", "big-order", "--timeout", "PT0.1S"))
        .isEqualTo(Exit.DIFFERENT);
    assertThat(gateway.asked(ONE + "/cancellation")).hasSize(1);
    assertThat(gateway.out()).contains("CANCELLED", "matched");
    assertThat(gateway.asked(BACKTESTS).getFirst().body()).isEqualTo("{\"draft\":true}");
  }

  @Test
  void backtestThatFailsIsRefused() {
    gateway.replies(
        BACKTESTS,
        "{\"id\":\"b-1\",\"state\":\"FAILED\",\"code\":\"BACKTEST_INTERRUPTED\",\"detail\":\"gone\"}");
    assertThat(gateway.run("rules", "backtest", "big-order")).isEqualTo(Exit.REFUSED);
    assertThat(gateway.err()).contains("BACKTEST_INTERRUPTED", "gone");
  }

  @Test
  void mistakesInTheFileAreToldWithTheirLines() throws IOException {
    gateway.replies(
        BACKTESTS,
        new FakeGateway.Reply(
            422,
            "application/problem+json",
            "{\"title\":\"Invalid\",\"code\":\"BACKTEST_INVALID\",\"errors\":["
                + "{\"pointer\":\"/spec/when\",\"code\":\"EXPRESSION_INVALID\",\"detail\":\"x\"},"
                + "{\"pointer\":\"/from\",\"code\":\"OUT_OF_RANGE\",\"detail\":\"y\"}]}"));
    var draft =
        file("kind: Rule\nmetadata: { name: big-order }\nspec:\n  on: [a]\n  when: data.a >\n");
    assertThat(gateway.run("rules", "backtest", "big-order", "-f", draft)).isEqualTo(Exit.REFUSED);
    assertThat(gateway.err())
        .contains("draft.yaml:5 Rule/big-order /spec/when: x (EXPRESSION_INVALID)")
        .contains("\n  /from: y (OUT_OF_RANGE)");
  }

  @Test
  void whatCannotBeMeantIsUsage() throws IOException {
    var draft = file("kind: Rule\nmetadata: { name: another }\nspec: {}\n");
    assertThat(gateway.run("rules", "backtest", "big-order", "-f", draft)).isEqualTo(Exit.USAGE);
    assertThat(gateway.err()).contains("no Rule/big-order");
    assertThat(gateway.run("rules", "backtest", "another", "-f", draft, "--version", "1"))
        .isEqualTo(Exit.USAGE);
    assertThat(gateway.run("rules", "backtest", "big-order", "-f", "missing.yaml"))
        .isEqualTo(Exit.USAGE);
    assertThat(gateway.run("rules", "backtest", "big-order", "--compare", "last"))
        .isEqualTo(Exit.USAGE);
    assertThat(gateway.asked(BACKTESTS)).isEmpty();
  }
}
