package dev.sequitur.gateway.access;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;

/** Who asks, for the gateway's own resources. */
@RequestScoped
public class Current {

  private static final String KEY = "sequitur.identity";

  private final RoutingContext context;

  Current(RoutingContext context) {
    this.context = context;
  }

  /** Called once the front door has let somebody in. */
  public static void set(RoutingContext context, Identity identity) {
    context.put(KEY, identity);
  }

  /** Present on every operation that is not public. */
  public Identity identity() {
    Identity identity = context.get(KEY);
    if (identity == null) {
      throw new IllegalStateException("a resource was reached past the front door");
    }
    return identity;
  }

  /** The address that the request came from. */
  public String from() {
    var address = context.request().remoteAddress();
    return address == null ? "unknown" : address.hostAddress();
  }
}
