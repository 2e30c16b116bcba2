package dev.sequitur.kit.problem;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Refuses a body that says that it is too large, before the server does so without a word. */
@ApplicationScoped
class BodyLimit {

  /** Before authentication, whose filter has 200. */
  private static final int PRIORITY = 300;

  private final long limit;

  BodyLimit(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize limit) {
    this.limit = limit.asLongValue();
  }

  void install(@Observes Filters filters) {
    filters.register(this::check, PRIORITY);
  }

  private void check(RoutingContext context) {
    if (length(context) > limit) {
      context.response().putHeader(HttpHeaders.CONNECTION, "close");
      EarlyProblem.answer(context, CommonProblem.PAYLOAD_TOO_LARGE);
    } else {
      context.next();
    }
  }

  private static long length(RoutingContext context) {
    var length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException e) {
      return 0; // The server itself refuses what is no number.
    }
  }
}
