package dev.sequitur.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sequitur.gateway.GatewayConfig;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UpstreamTest {

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  @Test
  void replicasTakeTurns() throws Exception {
    var upstream = upstream(replica("a"), replica("b"));

    assertThat(List.of(ask(upstream), ask(upstream), ask(upstream), ask(upstream)))
        .containsExactly("a", "b", "a", "b");
  }

  @Test
  void aReplicaThatIsGoneIsPassedOver() throws Exception {
    var gone = replica("a");
    var upstream = upstream(gone, replica("b"));
    await(gone.close());

    assertThat(List.of(ask(upstream), ask(upstream), ask(upstream))).containsOnly("b");
  }

  @Test
  void aServiceWithoutAnyReplicaFails() throws Exception {
    var one = replica("a");
    var other = replica("b");
    var upstream = upstream(one, other);
    await(one.close());
    await(other.close());

    assertThatThrownBy(() -> ask(upstream)).hasMessageContaining("refused");
  }

  private Upstream upstream(HttpServer... replicas) {
    var config =
        new SmallRyeConfigBuilder()
            .withConverter(Duration.class, 300, new DurationConverter())
            .withMapping(GatewayConfig.class)
            .build()
            .getConfigMapping(GatewayConfig.class);
    var addresses = new ArrayList<URI>();
    for (var replica : replicas) {
      addresses.add(URI.create("http://127.0.0.1:" + replica.actualPort()));
    }
    return new Upstream(Owner.TRIGGER, addresses, vertx, config);
  }

  private HttpServer replica(String name) throws Exception {
    return await(
        vertx
            .createHttpServer()
            .requestHandler(request -> request.response().end(name))
            .listen(0, "127.0.0.1"));
  }

  private static String ask(Upstream upstream) throws Exception {
    return await(
        upstream.exchange(
            HttpMethod.GET,
            "/",
            request ->
                request.send().compose(answer -> answer.body().map(body -> body.toString()))));
  }

  private static <T> T await(Future<T> future) throws Exception {
    try {
      return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }
}
