package dev.sequitur.e2e.torture;

import dev.sequitur.e2e.checker.Bystanders.Answer;
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
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Publishes orders at a pace, at three doors, and insists: an order is sent again, with its id,
 * until it is answered with 202. Some come from forgers, who insist until they are answered 401.
 */
final class TortureClients implements AutoCloseable {

  private static final int OUTSTANDING_AT_MOST = 2_000;
  private static final int PAUSE_MILLIS = 500;
  private static final int FORGED_PERCENT = 3;

  /** What orders ask for, each equally often. */
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
    Kind.MAIL,
    Kind.SLACK,
    Kind.HOOK,
    Kind.EMIT,
    Kind.MANY,
    Kind.MANY,
    Kind.MANY,
    Kind.BRAKED,
    Kind.BRAKED,
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
  private final ManyRules many;
  private final Journal journal;
  private final Map<String, ClientOrder> orders = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final AtomicInteger outstanding = new AtomicInteger();
  private final AtomicLong tries = new AtomicLong();
  private volatile boolean giveUp;

  TortureClients(Vertx vertx, String gateway, ManyRules many, long seed, Journal journal) {
    var address = URI.create(gateway);
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.random = new Random(seed);
    this.many = many;
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
            .setTimeout(15_000);
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
    return orders.values().stream().filter(order -> order.genuine).count();
  }

  long forged() {
    return orders.size() - published();
  }

  long acknowledged() {
    return sent().values().stream().filter(Sent::acknowledged).count();
  }

  long tries() {
    return tries.get();
  }

  /** The orders of those who may send any. */
  Map<String, Sent> sent() {
    var sent = new HashMap<String, Sent>();
    orders.forEach(
        (id, order) -> {
          if (order.genuine) {
            sent.put(id, order.sent());
          }
        });
    return sent;
  }

  /** What forgers were told, and who was refused. */
  List<Answer> answers() {
    return List.copyOf(answers);
  }

  private void publish(int number) {
    var kind = MIX[random.nextInt(MIX.length)];
    var door = Door.values()[random.nextInt(Door.values().length)];
    var genuine = door == Door.OPEN || random.nextInt(100) >= FORGED_PERCENT;
    var id = (genuine ? "t-" : "f-") + number;
    var order = new ClientOrder(id, kind, door, genuine, Workload.order(id, kind, many, random));
    orders.put(id, order);
    outstanding.incrementAndGet();
    // A client that did not hear the answer sends again: some do so although they were answered.
    var twice = random.nextInt(100) < 2;
    context.runOnContext(_ -> send(order, twice));
  }

  private void send(ClientOrder order, boolean twice) {
    tries.incrementAndGet();
    var options = new RequestOptions(target).setURI("/hooks/default/" + order.door.path());
    client
        .request(options)
        .compose(
            request -> {
              request.putHeader("content-type", "application/json");
              order.headers(Instant.now()).forEach(request::putHeader);
              return request.send(Buffer.buffer(order.body));
            })
        .compose(
            response ->
                response.body().map(body -> Map.entry(response.statusCode(), body.toString())))
        .onComplete(
            answer -> {
              if (answer.succeeded()) {
                answered(order, twice, answer.result());
              } else {
                again(order, twice, answer.cause().getClass().getSimpleName());
              }
            });
  }

  private void answered(ClientOrder order, boolean twice, Map.Entry<Integer, String> answer) {
    var status = answer.getKey();
    if (!order.genuine || status / 100 == 4) {
      answers.add(new Answer(order.id, order.genuine, status));
    }
    if (status == 202) {
      accepted(order, answer.getValue(), twice);
    } else if (status == 401 && !order.genuine) {
      journal.write(System.nanoTime(), order.id, order.kind, status, "");
      settle(order);
    } else {
      again(order, twice, status);
    }
  }

  private void accepted(ClientOrder order, String body, boolean twice) {
    var eventId = new JsonObject(body).getString("eventId");
    journal.write(System.nanoTime(), order.id, order.kind, 202, eventId);
    order.accepted(eventId);
    settle(order);
    if (twice) {
      send(order, false);
    }
  }

  private void settle(ClientOrder order) {
    if (order.settle()) {
      outstanding.decrementAndGet();
    }
  }

  private void again(ClientOrder order, boolean twice, Object why) {
    journal.write(System.nanoTime(), order.id, order.kind, why, "");
    if (!giveUp && !order.isSettled()) {
      vertx.setTimer(PAUSE_MILLIS, _ -> send(order, twice));
    }
  }

  @Override
  public void close() {
    client.close().toCompletionStage().toCompletableFuture().join();
  }
}
