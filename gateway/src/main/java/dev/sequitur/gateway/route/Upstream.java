package dev.sequitur.gateway.route;

import dev.sequitur.gateway.GatewayConfig;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * One service, with connections of its own that are kept alive: a service that hangs takes nothing
 * from the others. There are as many connections as requests in flight, so none waits for one.
 *
 * <p>Replicas with addresses of their own take turns. One that cannot be connected to is passed
 * over; nothing was sent to it by then.
 */
public final class Upstream {

  private static final int CONNECT_MILLIS = 1_000;

  private final Owner owner;
  private final Vertx vertx;
  private final HttpClient client;
  private final List<SocketAddress> addresses;
  private final AtomicInteger turn = new AtomicInteger();
  private final int bound;
  private final AtomicInteger inFlight = new AtomicInteger();

  Upstream(Owner owner, List<URI> addresses, Vertx vertx, GatewayConfig config) {
    this.owner = owner;
    this.vertx = vertx;
    this.addresses = addresses.stream().map(Upstream::socket).toList();
    this.bound = config.maxInFlight();
    // No timer a request: a connection that stays silent is closed, and its request fails.
    var options =
        new HttpClientOptions()
            .setConnectTimeout(CONNECT_MILLIS)
            .setIdleTimeout((int) config.ownerTimeout().toSeconds())
            .setKeepAlive(true);
    this.client = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(bound));
  }

  Owner owner() {
    return owner;
  }

  /** Takes a place; every true is followed by one {@link #leave}. */
  boolean enter() {
    if (inFlight.incrementAndGet() > bound) {
      inFlight.decrementAndGet();
      return false;
    }
    return true;
  }

  void leave() {
    inFlight.decrementAndGet();
  }

  int inFlight() {
    return inFlight.get();
  }

  /**
   * A whole exchange, for callers on threads of their own: on an event loop, for elsewhere an
   * answer may be over before anybody asks for its body, which then never comes.
   */
  public <T> Future<T> exchange(
      HttpMethod method, String uri, Function<HttpClientRequest, Future<T>> work) {
    var done = Promise.<T>promise();
    vertx.runOnContext(_ -> request(method, uri).compose(work).onComplete(done));
    return done.future();
  }

  /** A request on a connection from the pool; its caller stays on the event loop. */
  Future<HttpClientRequest> request(HttpMethod method, String uri) {
    var first = addresses.size() == 1 ? 0 : turn.getAndIncrement();
    return request(method, uri, first, addresses.size());
  }

  private Future<HttpClientRequest> request(HttpMethod method, String uri, int at, int left) {
    var address = addresses.get(Math.floorMod(at, addresses.size()));
    var connected = client.request(method, address.port(), address.host(), uri);
    return left == 1 ? connected : connected.recover(_ -> request(method, uri, at + 1, left - 1));
  }

  private static SocketAddress socket(URI address) {
    return SocketAddress.inetSocketAddress(
        address.getPort() < 0 ? 80 : address.getPort(), address.getHost());
  }
}
