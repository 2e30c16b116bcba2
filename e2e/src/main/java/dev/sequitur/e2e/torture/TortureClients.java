package dev.sequitur.e2e.torture;

import dev.sequitur.e2e.checker.Kind;
import dev.sequitur.e2e.checker.World.Sent;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Publishes orders at a pace and insists: an order is sent again, with its id, until it is answered
 * with 202.
 */
final class TortureClients implements AutoCloseable {

  private static final int OUTSTANDING_AT_MOST = 2_000;
  private static final int PAUSE_MILLIS = 500;

  /** Each of a dozen orders, by what it asks for. */
  static final Kind[] MIX = {
    Kind.KEYED,
    Kind.KEYED,
    Kind.KEYED,
    Kind.KEYED,
    Kind.LEAST,
    Kind.LEAST,
    Kind.PUT,
    Kind.SQL,
    Kind.TOPIC,
    Kind.ONCE,
    Kind.REFUSED,
    Kind.NONE
  };

  private final Vertx vertx;

  /** From elsewhere an answer may be over before anybody asks for its body. */
  private final Context context;

  private final HttpClient client;
  private final RequestOptions target;
  private final Random random;
  private final Journal journal;
  private final Map<String, Order> orders = new ConcurrentHashMap<>();
  private final AtomicInteger outstanding = new AtomicInteger();
  private final AtomicLong tries = new AtomicLong();
  private volatile boolean giveUp;

  private static final class Order {
    final String id;
    final Kind kind;
    final String body;
    final Set<String> eventIds = ConcurrentHashMap.newKeySet();
    volatile boolean acknowledged;

    Order(String id, Kind kind, String body) {
      this.id = id;
      this.kind = kind;
      this.body = body;
    }
  }

  TortureClients(Vertx vertx, String gateway, long seed, Journal journal) {
    var address = URI.create(gateway);
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.random = new Random(seed);
    this.journal = journal;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions().setConnectTimeout(1_000).setIdleTimeout(20),
            new PoolOptions().setHttp1MaxSize(64).setMaxWaitQueueSize(OUTSTANDING_AT_MOST * 2));
    this.target =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setHost(address.getHost())
            .setPort(address.getPort())
            .setURI("/hooks/default/torture")
            .setTimeout(15_000)
            .putHeader("content-type", "application/json");
  }

  /** Sends for a time; holds back while too many are unanswered. */
  void run(int perSecond, Duration time) throws InterruptedException {
    var began = System.nanoTime();
    var interval = 1_000_000_000L / perSecond;
    var due = began;
    for (int number = 0; System.nanoTime() - began < time.toNanos(); number++) {
      due = Math.max(due + interval, System.nanoTime() - 50_000_000);
      var left = due - System.nanoTime();
      if (left > 0) {
        Thread.sleep(Duration.ofNanos(left));
      }
      while (outstanding.get() > OUTSTANDING_AT_MOST
          && System.nanoTime() - began < time.toNanos()) {
        Thread.sleep(20);
      }
      publish(number);
    }
  }

  /** Waits until every order is answered, and gives the rest up after the time. */
  void finish(Duration patience) throws InterruptedException {
    var until = System.nanoTime() + patience.toNanos();
    while (outstanding.get() > 0 && System.nanoTime() < until) {
      Thread.sleep(50);
    }
    giveUp = true;
  }

  long published() {
    return orders.size();
  }

  long acknowledged() {
    return orders.values().stream().filter(order -> order.acknowledged).count();
  }

  long tries() {
    return tries.get();
  }

  Map<String, Sent> sent() {
    var sent = new ConcurrentHashMap<String, Sent>();
    orders.forEach(
        (id, order) ->
            sent.put(id, new Sent(id, order.kind, order.acknowledged, Set.copyOf(order.eventIds))));
    return sent;
  }

  private void publish(int number) {
    var kind = MIX[random.nextInt(MIX.length)];
    var id = "t-" + number;
    var order = new Order(id, kind, Workload.order(id, kind, random.nextInt(500)));
    orders.put(id, order);
    outstanding.incrementAndGet();
    // A client that did not hear the answer sends again: some do so although they were answered.
    var twice = random.nextInt(100) < 2;
    context.runOnContext(_ -> send(order, twice));
  }

  private void send(Order order, boolean twice) {
    tries.incrementAndGet();
    client
        .request(target)
        .compose(request -> request.send(Buffer.buffer(order.body)))
        .compose(
            response ->
                response.body().map(body -> Map.entry(response.statusCode(), body.toString())))
        .onComplete(
            answer -> {
              if (answer.succeeded() && answer.result().getKey() == 202) {
                accepted(order, answer.result().getValue(), twice);
              } else {
                again(
                    order,
                    twice,
                    answer.failed()
                        ? answer.cause().getClass().getSimpleName()
                        : answer.result().getKey());
              }
            });
  }

  private void accepted(Order order, String body, boolean twice) {
    var eventId = new JsonObject(body).getString("eventId");
    journal.write(System.nanoTime(), order.id, order.kind, 202, eventId);
    order.eventIds.add(eventId);
    if (!order.acknowledged) {
      order.acknowledged = true;
      outstanding.decrementAndGet();
    }
    if (twice) {
      send(order, false);
    }
  }

  private void again(Order order, boolean twice, Object why) {
    journal.write(System.nanoTime(), order.id, order.kind, why, "");
    if (!giveUp && !order.acknowledged) {
      vertx.setTimer(PAUSE_MILLIS, _ -> send(order, twice));
    }
  }

  @Override
  public void close() {
    client.close().toCompletionStage().toCompletableFuture().join();
  }
}
