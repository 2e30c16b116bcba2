package dev.sequitur.e2e.load;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Orders at a fixed pace, as senders of webhooks bring them: one that is not answered with 202 is
 * sent again, with its id, until it is. Where there are several gateways it goes to each in turn,
 * and again to the next, as through a balancer.
 */
public final class InsistentLoad implements AutoCloseable {

  private static final int CONNECTIONS = 64;
  private static final long TICK_MILLIS = 10;
  private static final long PAUSE_MILLIS = 250;
  private static final long ANSWER_WITHIN_MILLIS = 15_000;

  private final Vertx vertx;

  /** From elsewhere an answer may be over before anybody asks for its body. */
  private final Context context;

  private final HttpClient client;
  private final RequestOptions request;
  private final String prefix;
  private final AtomicLong published = new AtomicLong();
  private final LongAdder accepted = new LongAdder();
  private final LongAdder tries = new LongAdder();
  private final Map<String, LongAdder> byGateway = new ConcurrentHashMap<>();
  private volatile List<URI> gateways;
  private volatile long timer;
  private volatile boolean over;

  /**
   * @param gateway {@code http://host:port}
   * @param path of the webhook, in the workspace {@code default}
   * @param prefix of the orders' ids
   */
  public InsistentLoad(Vertx vertx, String gateway, String path, String prefix) {
    this.gateways = List.of(URI.create(gateway));
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.prefix = prefix;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions().setConnectTimeout(1_000),
            new PoolOptions().setHttp1MaxSize(CONNECTIONS));
    this.request =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setURI("/hooks/default/" + path)
            .setTimeout(ANSWER_WITHIN_MILLIS)
            .putHeader("content-type", "application/json");
  }

  /** From now on through these, each {@code http://host:port}. */
  public void through(List<String> addresses) {
    gateways = addresses.stream().map(URI::create).toList();
  }

  /** Begins to send, and goes on whatever the answers are. */
  public void start(int perSecond) {
    var began = System.nanoTime();
    var before = published.get();
    context.runOnContext(
        _ -> timer = vertx.setPeriodic(TICK_MILLIS, _ -> sendDue(began, before, perSecond)));
  }

  private void sendDue(long began, long before, int perSecond) {
    var due = before + (System.nanoTime() - began) * perSecond / 1_000_000_000;
    while (published.get() < due) {
      send(published.getAndIncrement(), 0);
    }
  }

  /**
   * Sends nothing new, and waits until all are accepted.
   *
   * @return false if some are not within the time; these are given up
   */
  public boolean finish(Duration patience) throws InterruptedException {
    context.runOnContext(_ -> vertx.cancelTimer(timer));
    var until = System.nanoTime() + patience.toNanos();
    while (accepted() < published.get() && System.nanoTime() < until) {
      Thread.sleep(20);
    }
    over = true;
    return accepted() == published.get();
  }

  /** Orders answered with 202. */
  public long accepted() {
    return accepted.sum();
  }

  /** Those of them that this gateway has answered. */
  public long accepted(String gateway) {
    return byGateway.getOrDefault(gateway, new LongAdder()).sum();
  }

  /** Requests, those again among them. */
  public long tries() {
    return tries.sum();
  }

  private void send(long number, int repetition) {
    tries.increment();
    var all = gateways;
    var gateway = all.get((int) ((number + repetition) % all.size()));
    client
        .request(new RequestOptions(request).setHost(gateway.getHost()).setPort(gateway.getPort()))
        .compose(opened -> opened.send(Buffer.buffer(Orders.order(prefix, number))))
        .compose(response -> response.body().map(_ -> response.statusCode()))
        .onComplete(
            answer -> {
              if (answer.succeeded() && answer.result() == 202) {
                accepted.increment();
                byGateway.computeIfAbsent(gateway.toString(), _ -> new LongAdder()).increment();
              } else if (!over) {
                vertx.setTimer(PAUSE_MILLIS, _ -> send(number, repetition + 1));
              }
            });
  }

  @Override
  public void close() {
    over = true;
    client.close().toCompletionStage().toCompletableFuture().join();
  }
}
