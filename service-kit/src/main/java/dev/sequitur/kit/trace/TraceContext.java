package dev.sequitur.kit.trace;

import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/** The trace of the current request. */
@RequestScoped
public class TraceContext {

  private final @Nullable HttpServerRequest request;
  private @Nullable String traceParent;

  TraceContext(HttpServerRequest request) {
    this.request = request;
  }

  /** What to hand on in {@code traceparent} headers. */
  public String traceParent() {
    if (traceParent == null) {
      traceParent =
          TraceParent.continued(request == null ? null : request.getHeader("traceparent"));
    }
    return traceParent;
  }

  public String traceId() {
    return TraceParent.traceId(traceParent());
  }
}
