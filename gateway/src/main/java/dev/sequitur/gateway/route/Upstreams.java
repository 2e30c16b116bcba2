package dev.sequitur.gateway.route;

import dev.sequitur.gateway.GatewayConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** The services behind the gateway. */
@ApplicationScoped
public class Upstreams {

  private final Map<Owner, Upstream> upstreams = new EnumMap<>(Owner.class);

  Upstreams(ServicesConfig services, GatewayConfig config, Vertx vertx, MeterRegistry meters) {
    for (var owner : Owner.values()) {
      if (owner != Owner.GATEWAY) {
        var upstream = new Upstream(owner, services.of(owner), vertx, config);
        upstreams.put(owner, upstream);
        Gauge.builder("sequitur.gateway.in.flight", upstream, Upstream::inFlight)
            .tag("owner", owner.name().toLowerCase(Locale.ROOT))
            .register(meters);
      }
    }
  }

  public Upstream of(Owner owner) {
    var upstream = upstreams.get(owner);
    if (upstream == null) {
      throw new IllegalArgumentException("not a service behind the gateway: " + owner);
    }
    return upstream;
  }
}
