package dev.sequitur.demo.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.IntNode;
import org.junit.jupiter.api.Test;

class ReceivedTest {

  @Test
  void latestAreKeptAndAllAreCounted() {
    var received = new Received();
    for (var number = 0; number < Received.LATEST + 5; number++) {
      received.add(Received.Way.MAILS, IntNode.valueOf(number));
    }
    var mails = received.json().path("mails");
    assertThat(mails.path("total").asInt()).isEqualTo(Received.LATEST + 5);
    assertThat(mails.path("latest")).hasSize(Received.LATEST);
    assertThat(mails.path("latest").get(0).asInt()).isEqualTo(Received.LATEST + 4);
    assertThat(received.json().path("requests").path("total").asInt()).isZero();
  }

  @Test
  void whatIsLongIsCut() {
    assertThat(Received.cut("x".repeat(100_000)).length()).isLessThan(5_000);
    assertThat(Received.cut("short")).isEqualTo("short");
  }
}
