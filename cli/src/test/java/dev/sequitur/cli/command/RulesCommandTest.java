package dev.sequitur.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.cli.Exit;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RulesCommandTest {

  private final FakeGateway gateway = new FakeGateway();

  RulesCommandTest() throws IOException {}

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void casesThatFailBreakABuild() {
    gateway
        .replies(
            "/rules/a/test-run",
            "{\"failed\":0,\"cases\":[{\"name\":\"big\",\"passed\":true}],"
                + "\"coverage\":[{\"cel\":\"data.a > 1\",\"missing\":[\"neverFalse\"]}]}")
        .replies(
            "/rules/b/test-run",
            "{\"failed\":1,\"cases\":[{\"name\":\"small\",\"passed\":false,"
                + "\"differences\":[{\"pointer\":\"\",\"detail\":\"expected matched, was unmatched\"}]}]}");
    assertThat(gateway.run("rules", "test", "a")).isEqualTo(Exit.OK);
    assertThat(gateway.out()).contains("big", "passed", "data.a > 1", "never false");
    assertThat(gateway.run("rules", "test", "a", "b")).isEqualTo(Exit.DIFFERENT);
    assertThat(gateway.out()).contains("FAILED", "expected matched, was unmatched");
  }

  @Test
  void findingsAreListedWithTheEventsThatShowThem() {
    gateway.replies(
        "/rule-findings",
        "{\"items\":[{\"kind\":\"SHADOWED\",\"rules\":[\"a\",\"b\"],\"detail\":\"d\","
            + "\"event\":{\"type\":\"t\",\"data\":{\"x\":1}}}],"
            + "\"unknown\":[{\"kind\":\"LOOP\",\"rules\":[\"c\"],\"why\":\"w\"}],\"complete\":false}");
    assertThat(gateway.run("rules", "findings")).isEqualTo(Exit.OK);
    assertThat(gateway.out()).contains("SHADOWED", "a, b", "t {\"x\":1}", "LOOP?");
    assertThat(gateway.err()).contains("too many");
  }

  @Test
  void aRulesVersionsAreCountedApart() {
    gateway.replies(
        "/rules/a/analytics",
        "{\"versions\":[{\"version\":4,\"runs\":{\"matched\":7,\"running\":1,\"succeeded\":6},"
            + "\"actions\":[{\"step\":\"tell\",\"outcomes\":{\"matched\":7,\"dead\":2}}],"
            + "\"untold\":[{\"code\":\"EXPRESSION_TYPE\",\"count\":3}],\"rejected\":[],"
            + "\"suppressed\":[]}],\"topKeys\":{\"keys\":[{\"key\":\"c-1\",\"runs\":5},{\"runs\":2}]}}");

    assertThat(gateway.run("rules", "analytics", "a", "--from", "2026-01-02T00:00:00Z"))
        .isEqualTo(Exit.OK);
    assertThat(gateway.out()).contains("untold EXPRESSION_TYPE", "key c-1", "key (none)");
    assertThat(gateway.out().lines().map(line -> line.replaceAll(" +", " ").strip()))
        .contains("4 runs 7 1 6", "tell 7 2");
    assertThat(gateway.asked("/rules/a/analytics").getFirst().uri())
        .endsWith("?from=2026-01-02T00%3A00%3A00Z");
  }

  @Test
  void rulesThatStandOutAreListedWithWhy() {
    gateway.replies(
        "/rule-analytics",
        "{\"noisy\":[{\"rule\":\"loud\",\"matched\":90,\"share\":0.9}],"
            + "\"stopped\":[{\"rule\":\"fussy\",\"kind\":\"UNTOLD\",\"code\":\"C\",\"times\":4}],"
            + "\"quiet\":[{\"rule\":\"old\",\"dead\":true,\"publishedAt\":\"2026-01-02T00:00:00Z\"}]}");

    assertThat(gateway.run("rules", "analytics")).isEqualTo(Exit.OK);
    assertThat(gateway.out())
        .contains("noisy", "loud", "90 % of all runs", "untold", "fussy", "dead", "published 2026");
  }

  @Test
  void aSampleIsCalledAnEstimate() {
    gateway.replies(
        "/rules/a/selectivity",
        "{\"window\":{\"from\":\"2026-01-02T00:00:00Z\"},\"events\":{\"read\":900},\"versions\":[{"
            + "\"version\":1,\"parts\":[{\"text\":\"x > 1\",\"depth\":1,\"true\":0,\"false\":9,"
            + "\"untold\":0,\"share\":0.0,\"finding\":\"NEVER_TRUE\"}]}]}");

    assertThat(gateway.run("rules", "analytics", "a", "--sample")).isEqualTo(Exit.OK);
    assertThat(gateway.out()).contains("  x > 1", "never true");
    assertThat(gateway.err()).contains("An estimate", "900 records");
    assertThat(gateway.run("rules", "analytics", "--sample")).isEqualTo(Exit.USAGE);
  }

  @Test
  void aShadowBeginsIsShownWithdrawnAndPromoted() {
    gateway
        .replies(
            "/rules/a/shadow",
            "{\"status\":{\"effectiveFrom\":\"2026-01-02T03:04:05Z\",\"shadow\":{\"version\":4}},"
                + "\"counts\":{\"same\":7,\"changed\":0,\"added\":2,\"removed\":1,\"errors\":1},"
                + "\"events\":[{\"difference\":\"REMOVED\",\"event\":\"e-1\","
                + "\"acceptedAt\":\"2026-01-02T03:05:00Z\",\"code\":\"EXPRESSION_TYPE\"}]}")
        .replies(
            "/rules/a/promotion",
            "{\"status\":{\"version\":4,\"effectiveFrom\":\"2026-01-02T04:00:00Z\"}}");
    assertThat(gateway.run("rules", "shadow", "a")).isEqualTo(Exit.OK);
    assertThat(gateway.out()).contains("version 4", "from 2026-01-02T03:04:05Z on");
    assertThat(gateway.run("rules", "shadow", "a", "--of", "4")).isEqualTo(Exit.OK);
    assertThat(gateway.run("rules", "shadow", "a", "--show")).isEqualTo(Exit.OK);
    assertThat(gateway.out()).contains("same", "7", "removed", "e-1", "EXPRESSION_TYPE");
    assertThat(gateway.run("rules", "promote", "a")).isEqualTo(Exit.OK);
    assertThat(gateway.out()).contains("version 4 acts from 2026-01-02T04:00:00Z on");
    assertThat(gateway.run("rules", "shadow", "a", "--show", "--withdraw")).isEqualTo(Exit.USAGE);
    assertThat(gateway.run("rules", "shadow", "a", "--of", "x")).isEqualTo(Exit.USAGE);
    assertThat(gateway.run("rules", "shadow", "gone")).isEqualTo(Exit.REFUSED);
    assertThat(gateway.run("rules", "promote")).isEqualTo(Exit.USAGE);
  }

  @Test
  void rulesThatAreNotThereAreRefused() {
    assertThat(gateway.run("rules", "test", "gone")).isEqualTo(Exit.REFUSED);
    assertThat(gateway.run("rules", "test")).isEqualTo(Exit.USAGE);
  }
}
