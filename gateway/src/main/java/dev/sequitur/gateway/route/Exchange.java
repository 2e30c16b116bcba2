package dev.sequitur.gateway.route;

import dev.sequitur.kit.problem.CommonProblem;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One request with its owner. Small bodies go on in one piece, which costs one write; larger ones
 * and those of unknown length are streamed. Runs on one event loop from beginning to end.
 */
final class Exchange {

  private static final Logger LOG = Logger.getLogger(Exchange.class);
  private static final int SMALL = 64 * 1024;

  private final HttpServerRequest request;
  private final Route route;
  private final Upstream upstream;
  private final @Nullable String authorization;
  private final Refusals refusals;
  private boolean exceeded;
  private boolean over;

  Exchange(
      HttpServerRequest request,
      Route route,
      Upstream upstream,
      @Nullable String authorization,
      Refusals refusals) {
    this.request = request;
    this.route = route;
    this.upstream = upstream;
    this.authorization = authorization;
    this.refusals = refusals;
  }

  void start() {
    if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
      request.response().writeContinue();
    }
    if (BodyLength.of(request) <= SMALL) {
      request.body().onComplete(this::bodyRead);
      request.resume();
    } else {
      request.pause();
      connect(this::stream);
    }
  }

  /** Half a body must not look like a whole one: if it breaks off, so does the request. */
  private Future<HttpClientResponse> stream(HttpClientRequest outgoing) {
    // What fails shows in the answer's future; unhandled it would be logged a second time.
    outgoing.exceptionHandler(_ -> {});
    if (request.response().closed()) {
      // The caller has gone meanwhile, and nothing would ever come from there.
      outgoing.reset();
      return Future.failedFuture("the caller has gone");
    }
    new LimitedBody(request, route.limit())
        .pipe()
        .endOnFailure(false)
        .to(outgoing)
        .onFailure(
            cause -> {
              exceeded = cause instanceof LimitedBody.TooLargeException;
              outgoing.reset(0, cause);
            });
    return outgoing.response();
  }

  private void bodyRead(AsyncResult<Buffer> body) {
    if (body.failed()) {
      // The caller has gone.
      end();
    } else {
      var bytes = body.result();
      connect(outgoing -> bytes.length() == 0 ? outgoing.send() : outgoing.send(bytes));
    }
  }

  private interface Sending {
    Future<HttpClientResponse> by(HttpClientRequest outgoing);
  }

  private void connect(Sending sending) {
    upstream
        .request(request.method(), request.uri())
        .compose(outgoing -> sending.by(prepared(outgoing)))
        .onComplete(
            answered -> {
              if (answered.succeeded()) {
                relay(answered.result());
              } else {
                fail(answered.cause());
              }
            });
  }

  private HttpClientRequest prepared(HttpClientRequest outgoing) {
    PassingHeaders.inward(request.headers(), outgoing.headers());
    if (authorization != null) {
      outgoing.putHeader(HttpHeaders.AUTHORIZATION, authorization);
    }
    if (BodyLength.of(request) == BodyLength.UNKNOWN) {
      outgoing.setChunked(true);
    }
    return outgoing;
  }

  private void relay(HttpClientResponse answer) {
    if (request.response().closed()) {
      answer.request().reset();
      end();
    } else if (answer.statusCode() == 401 && authorization != null) {
      // The caller is known here; that the owner does not know the gateway is no fault of theirs.
      LOG.errorf("%s refuses the internal token", upstream.owner());
      answer.resume();
      unavailable();
    } else {
      pass(answer);
    }
  }

  private void pass(HttpClientResponse answer) {
    var response = request.response();
    response.setStatusCode(answer.statusCode());
    PassingHeaders.outward(answer.headers(), response.headers());
    var length = answer.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (HttpMethod.HEAD.equals(request.method()) || hasNoBody(answer, length)) {
      answer.resume();
      response.end();
      end();
    } else if (length != null && length.length() < 5) {
      answer.body().onComplete(this::answerRead);
    } else {
      stream(answer, length);
    }
  }

  private static boolean hasNoBody(HttpClientResponse answer, @Nullable String length) {
    return answer.statusCode() == 204 || answer.statusCode() == 304 || "0".equals(length);
  }

  private void answerRead(AsyncResult<Buffer> body) {
    if (body.succeeded()) {
      request.response().end(body.result());
      end();
    } else {
      request.response().headers().remove(HttpHeaders.CONTENT_LENGTH);
      fail(body.cause());
    }
  }

  private void stream(HttpClientResponse answer, @Nullable String length) {
    var response = request.response();
    if (length == null) {
      response.setChunked(true);
    }
    response.closeHandler(_ -> answer.request().reset());
    answer
        .pipe()
        .endOnFailure(false)
        .to(response)
        .onComplete(
            piped -> {
              if (piped.failed()) {
                // Half an answer must not look like a whole one.
                request.connection().close();
              }
              end();
            });
  }

  private void fail(Throwable cause) {
    if (exceeded) {
      refusals.refuse(request, CommonProblem.PAYLOAD_TOO_LARGE, Forwarder.tooLarge(route));
      end();
    } else {
      LOG.debugf("%s does not answer: %s", upstream.owner(), cause.toString());
      unavailable();
    }
  }

  private void unavailable() {
    refusals.refuse(
        request, CommonProblem.UNAVAILABLE, "The service behind this does not answer; try again.");
    end();
  }

  private void end() {
    if (!over) {
      over = true;
      upstream.leave();
    }
  }
}
