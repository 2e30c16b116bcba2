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
  void rulesThatAreNotThereAreRefused() {
    assertThat(gateway.run("rules", "test", "gone")).isEqualTo(Exit.REFUSED);
    assertThat(gateway.run("rules", "test")).isEqualTo(Exit.USAGE);
  }
}
