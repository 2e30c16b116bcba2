package dev.sequitur.kit.problem;

import dev.sequitur.contracts.Wire;
import dev.sequitur.kit.trace.TraceParent;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** Answers a problem that is found out before any resource is reached. */
final class EarlyProblem {

  private EarlyProblem() {}

  static void answer(RoutingContext context, CommonProblem problem) {
    var response = context.response();
    if (response.ended()) {
      return;
    }
    var trace = TraceParent.continued(context.request().getHeader("traceparent"));
    var document =
        ProblemDocument.of(problem, problem.title(), TraceParent.traceId(trace), List.of());
    response
        .setStatusCode(problem.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, ProblemDocument.MEDIA_TYPE)
        .end(Buffer.buffer(Wire.write(document)));
  }
}
