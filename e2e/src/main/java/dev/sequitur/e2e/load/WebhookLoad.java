package dev.sequitur.e2e.load;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Sends orders to a webhook: as fast as answers come over n connections, or at a fixed pace. */
public final class WebhookLoad implements AutoCloseable {

  private static final long RECONNECT_MILLIS = 20;
  private static final long ANSWER_WITHIN_MILLIS = 20_000;

  private final Vertx vertx;
  private final HttpClient client;
  private final RequestOptions target;
  private final String prefix;
  private final AtomicLong next = new AtomicLong();
  private final LongAdder accepted = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongConsumer sent;
  private final Map<Long, Stage> underWay = new ConcurrentHashMap<>();

  /** How far a request has come. */
  private enum Stage {
    CONNECTING,
    SENT,
    ANSWERED
  }

  /**
   * @param base {@code http://host:port} that has the hook
   * @param prefix of the orders' ids
   * @param sent hears the number of each order just before it is sent
   */
  public WebhookLoad(Vertx vertx, String base, int connections, String prefix, LongConsumer sent) {
    var address = URI.create(base);
    this.vertx = vertx;
    this.prefix = prefix;
    this.sent = sent;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions().setKeepAlive(true).setPipelining(false),
            new PoolOptions().setHttp1MaxSize(connections));
    this.target =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setHost(address.getHost())
            .setPort(address.getPort())
            .setURI("/hooks/default/orders")
            .setTimeout(ANSWER_WITHIN_MILLIS)
            .putHeader("content-type", "application/json");
  }

  /** Orders answered with 202. */
  public long accepted() {
    return accepted.sum();
  }

  /** Orders answered otherwise or not at all. */
  public long refused() {
    return refused.sum();
  }

  /** Keeps n requests under way until the time is over; returns when the last is answered. */
  public void closedLoop(int concurrency, Duration time) throws InterruptedException {
    var over = new AtomicBoolean();
    var done = new CountDownLatch(concurrency);
    for (int i = 0; i < concurrency; i++) {
      vertx.runOnContext(_ -> again(over, done));
    }
    Thread.sleep(time);
    over.set(true);
    await(done);
  }

  /** Sends at a fixed pace whatever the answers do; returns when the last is answered. */
  public void paced(int perSecond, Duration time) throws InterruptedException {
    var total = perSecond * time.toMillis() / 1000;
    var done = new CountDownLatch(Math.toIntExact(total));
    // On a context: from elsewhere an answer may be over before anybody asks for its body.
    var context = vertx.getOrCreateContext();
    var began = System.nanoTime();
    for (long i = 0; i < total; i++) {
      var due = began + i * 1_000_000_000L / perSecond;
      for (var left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        Thread.sleep(Duration.ofNanos(left));
      }
      var number = next.getAndIncrement();
      sent.accept(number);
      context.runOnContext(_ -> send(number, done, null));
    }
    await(done);
  }

  /** A request that neither an answer nor its time limit ends is named, and waited for no more. */
  private void await(CountDownLatch done) throws InterruptedException {
    if (!done.await(2 * ANSWER_WITHIN_MILLIS, TimeUnit.MILLISECONDS)) {
      refused.add(underWay.size());
      System.out.printf("  !! requests of load %s without any end: %s%n", prefix, underWay);
    }
  }

  private void again(AtomicBoolean over, CountDownLatch done) {
    if (over.get()) {
      done.countDown();
    } else {
      var number = next.getAndIncrement();
      sent.accept(number);
      send(number, null, () -> again(over, done));
    }
  }

  private void send(long number, @Nullable CountDownLatch done, @Nullable Runnable then) {
    underWay.put(number, Stage.CONNECTING);
    client
        .request(target)
        .compose(
            request -> {
              underWay.put(number, Stage.SENT);
              return request.send(Buffer.buffer(Orders.order(prefix, number)));
            })
        .compose(
            response -> {
              underWay.put(number, Stage.ANSWERED);
              return response.body().map(_ -> response.statusCode());
            })
        .onComplete(
            answer -> {
              underWay.remove(number);
              var taken = answer.succeeded() && answer.result() == 202;
              if (taken) {
                accepted.increment();
              } else {
                refused.increment();
              }
              if (done != null) {
                done.countDown();
              }
              if (then != null && taken) {
                then.run();
              } else if (then != null) {
                vertx.setTimer(RECONNECT_MILLIS, _ -> then.run());
              }
            });
  }

  @Override
  public void close() {
    client.close().toCompletionStage().toCompletableFuture().join();
  }
}
