package dev.sequitur.gateway.route;

import dev.sequitur.contracts.Wire;
import dev.sequitur.kit.problem.CommonProblem;
import dev.sequitur.kit.problem.ProblemCode;
import dev.sequitur.kit.problem.ProblemDocument;
import dev.sequitur.kit.trace.TraceParent;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Answers problem+json from the event loop. */
@ApplicationScoped
class Refusals {

  /** A body up to this size is read and forgotten; a larger one costs its sender the connection. */
  private static final int WORTH_READING = 64 * 1024;

  private static final long PATIENCE_MILLIS = 2_000;

  private final Vertx vertx;

  Refusals(Vertx vertx) {
    this.vertx = vertx;
  }

  void refuse(HttpServerRequest request, ProblemCode code, String detail) {
    var response = request.response();
    if (response.ended() || response.closed() || response.headWritten()) {
      return;
    }
    var trace = TraceParent.continued(request.getHeader("traceparent"));
    var document = ProblemDocument.of(code, detail, TraceParent.traceId(trace), List.of());
    response.setStatusCode(code.status());
    response.putHeader(HttpHeaders.CONTENT_TYPE, ProblemDocument.MEDIA_TYPE);
    if (code.status() == CommonProblem.UNAVAILABLE.status()) {
      response.putHeader(HttpHeaders.RETRY_AFTER, "1");
    }
    if (code.status() == CommonProblem.UNAUTHENTICATED.status()) {
      response.putHeader("WWW-Authenticate", "Bearer");
    }
    finish(request, Buffer.buffer(Wire.write(document)));
  }

  private void finish(HttpServerRequest request, Buffer body) {
    if (request.isEnded() || BodyLength.of(request) <= WORTH_READING) {
      request.response().end(body);
      drain(request);
      return;
    }
    request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    request.response().end(body);
    // Closed at once, the answer could be lost: a connection with unread data is reset.
    var timer = vertx.setTimer(PATIENCE_MILLIS, _ -> request.connection().close());
    request.endHandler(
        _ -> {
          vertx.cancelTimer(timer);
          request.connection().close();
        });
    drain(request);
  }

  private static void drain(HttpServerRequest request) {
    if (!request.isEnded()) {
      request.handler(_ -> {});
      request.resume();
    }
  }
}
