package dev.sequitur.kit.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.kit.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class BrokerWatchComponentTest {

  private final AtomicLong nanos = new AtomicLong();
  @Inject KafkaConfig config;

  @Test
  void answerCountsForTenSeconds() {
    var watch = new BrokerWatch(ClientAccess.of(config), nanos::get);
    try {
      assertThat(watch.answers()).as("before the first look").isFalse();

      watch.look();
      assertThat(watch.answers()).isTrue();

      nanos.addAndGet(Duration.ofSeconds(9).toNanos());
      assertThat(watch.answers()).as("silent for nine seconds").isTrue();
      nanos.addAndGet(Duration.ofSeconds(2).toNanos());
      assertThat(watch.answers()).as("silent for eleven seconds").isFalse();

      watch.look();
      assertThat(watch.answers()).as("it is back").isTrue();
    } finally {
      watch.close();
    }
  }

  /** Takes connections and says nothing, as a broker that is paused. */
  @Test
  void silentBrokerDoesNotAnswer() throws IOException {
    try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      var watch =
          new BrokerWatch(
              Map.of("bootstrap.servers", "127.0.0.1:" + silent.getLocalPort()), nanos::get);
      try {
        watch.look();

        assertThat(watch.answers()).isFalse();
      } finally {
        watch.close();
      }
    }
  }
}
