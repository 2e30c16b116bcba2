package dev.sequitur.kit.egress;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * The one guard of everything that leaves: a name is looked up once, every address of it is
 * checked, and the caller connects to the checked address. A second look-up between check and
 * connection, which could answer otherwise, does not happen.
 */
@ApplicationScoped
public class EgressGuard {

  static final Duration REMEMBERED = Duration.ofSeconds(10);
  private static final int MOST_REMEMBERED = 1_000;

  private record Known(List<InetAddress> addresses, long until) {}

  private final Set<String> privateAllowed;
  private final Vertx vertx;
  private final Resolver resolver;
  private final LongSupplier nanoTime;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  @Inject
  EgressGuard(EgressConfig config, Vertx vertx) {
    this(
        config.privateAddresses().orElse(Set.of()),
        vertx,
        InetAddress::getAllByName,
        System::nanoTime);
  }

  EgressGuard(Set<String> privateAllowed, Vertx vertx, Resolver resolver, LongSupplier nanoTime) {
    this.privateAllowed = Set.copyOf(privateAllowed);
    this.vertx = vertx;
    this.resolver = resolver;
    this.nanoTime = nanoTime;
  }

  /** Checks a place; done at once for addresses and for names that were looked up just now. */
  public Future<Route> check(String workspace, Target.Place place) {
    if (place.literal() != null) {
      return Future.succeededFuture(decide(workspace, List.of(place.literal())));
    }
    var remembered = known.get(place.host());
    if (remembered != null && remembered.until() - nanoTime.getAsLong() > 0) {
      return Future.succeededFuture(decide(workspace, remembered.addresses()));
    }
    return vertx
        .executeBlocking(() -> lookup(place.host()), false)
        .map(addresses -> decide(workspace, addresses));
  }

  /** Checks a host and port; blocks while its name is looked up. */
  public Route route(String workspace, HostAndPort place) {
    return switch (place.target()) {
      case Target.Refused(var reason) -> new Route.Denied(reason);
      case Target.Place target ->
          check(workspace, target).toCompletionStage().toCompletableFuture().join();
    };
  }

  private List<InetAddress> lookup(String host) {
    try {
      var addresses = List.of(resolver.lookup(host));
      if (known.size() >= MOST_REMEMBERED) {
        known.clear();
      }
      known.put(host, new Known(addresses, nanoTime.getAsLong() + REMEMBERED.toNanos()));
      return addresses;
    } catch (UnknownHostException e) {
      return List.of();
    }
  }

  private Route decide(String workspace, List<InetAddress> addresses) {
    return decide(privateAllowed.contains(workspace), addresses);
  }

  /** One address that must not be called condemns the name: it may be the one that is taken. */
  static Route decide(boolean privateAllowed, List<InetAddress> addresses) {
    if (addresses.isEmpty()) {
      return new Route.Unresolved();
    }
    for (var address : addresses) {
      switch (AddressClass.of(address)) {
        case FORBIDDEN -> {
          return new Route.Denied("the target's address is never called");
        }
        case PRIVATE -> {
          if (!privateAllowed) {
            return new Route.Denied(
                "the target's address is private, and this workspace may not call such addresses");
          }
        }
        case PUBLIC -> {}
      }
    }
    return new Route.Checked(addresses.getFirst());
  }
}
