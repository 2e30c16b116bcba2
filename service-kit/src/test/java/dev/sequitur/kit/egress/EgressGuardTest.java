package dev.sequitur.kit.egress;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class EgressGuardTest {

  private static final Vertx VERTX = Vertx.vertx();

  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger lookups = new AtomicInteger();

  @AfterAll
  static void close() {
    VERTX.close();
  }

  @Test
  void nameIsCheckedByTheAddressThatIsThenCalled() throws Exception {
    // A name that answers with a public address first and with loopback ever after.
    var guard = guard(_ -> lookups.getAndIncrement() == 0 ? "8.8.8.8" : "127.0.0.1");

    var first = check(guard, "http://rebinding.example/");
    var second = check(guard, "http://rebinding.example/");

    assertThat(first).isEqualTo(new Route.Checked(InetAddress.getByName("8.8.8.8")));
    assertThat(second).isEqualTo(first);
    assertThat(lookups).hasValue(1);
  }

  @Test
  void changedAddressIsCheckedAnewOnceTheOldIsForgotten() throws Exception {
    var guard = guard(_ -> lookups.getAndIncrement() == 0 ? "8.8.8.8" : "127.0.0.1");
    check(guard, "http://rebinding.example/");

    nanos.addAndGet(EgressGuard.REMEMBERED.plus(Duration.ofSeconds(1)).toNanos());

    assertThat(check(guard, "http://rebinding.example/")).isInstanceOf(Route.Denied.class);
  }

  @Test
  void nameThatLeadsNowhereIsUnresolved() throws Exception {
    var guard =
        new EgressGuard(
            Set.of(),
            VERTX,
            host -> {
              throw new UnknownHostException(host);
            },
            nanos::get);

    assertThat(check(guard, "http://nowhere.example/")).isInstanceOf(Route.Unresolved.class);
  }

  private EgressGuard guard(java.util.function.Function<String, String> answer) {
    return new EgressGuard(
        Set.of(),
        VERTX,
        host -> new InetAddress[] {InetAddress.getByName(answer.apply(host))},
        nanos::get);
  }

  private static Route check(EgressGuard guard, String url) throws Exception {
    var place = (Target.Place) Target.of(url);
    return guard
        .check("somebody", place)
        .toCompletionStage()
        .toCompletableFuture()
        .get(5, TimeUnit.SECONDS);
  }
}
