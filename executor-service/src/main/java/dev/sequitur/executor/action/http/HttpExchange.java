package dev.sequitur.executor.action.http;

import dev.sequitur.contracts.Attempt.Phase;
import dev.sequitur.executor.action.ActionContext;
import dev.sequitur.executor.action.ActionResult;
import dev.sequitur.executor.action.EffectCode;
import dev.sequitur.kit.egress.EgressGuard;
import dev.sequitur.kit.egress.Route;
import dev.sequitur.kit.egress.Target;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at one request, redirects included. Runs on one event loop from start to end, so its
 * state needs no guard; the first ending holds.
 */
final class HttpExchange {

  /** What an exchange works with. */
  record Tools(Vertx vertx, HttpClient client, EgressGuard guard, InstantSource clock) {}

  private static final int MOST_REDIRECTS = 5;

  private final Tools tools;
  private final ActionContext context;
  private final String method;
  private final RenderedRequest rendered;
  private final CompletableFuture<ActionResult> result = new CompletableFuture<>();
  private final Buffer body = Buffer.buffer(0);
  private Phase phase = Phase.CONNECTING;
  private boolean sensitiveAllowed = true;
  private int redirects;
  private long timer = -1;
  private @Nullable HttpClientRequest request;
  private @Nullable HttpClientResponse heard;

  HttpExchange(Tools tools, ActionContext context, String method, RenderedRequest rendered) {
    this.tools = tools;
    this.context = context;
    this.method = method;
    this.rendered = rendered;
  }

  CompletableFuture<ActionResult> start() {
    timer = tools.vertx().setTimer(context.timeout().toMillis(), _ -> timedOut());
    go(rendered.target());
    return result;
  }

  private void go(Target target) {
    switch (target) {
      case Target.Refused(var reason) ->
          end(ActionResult.failed(ours(), EffectCode.EGRESS_DENIED, reason));
      case Target.Place place ->
          tools
              .guard()
              .check(context.workspace(), place)
              .onComplete(
                  route -> {
                    if (route.succeeded()) {
                      follow(place, route.result());
                    } else {
                      fail(EffectCode.DNS_FAILED, "the look-up of the target's name failed");
                    }
                  });
    }
  }

  private void follow(Target.Place place, Route route) {
    if (result.isDone()) {
      return;
    }
    switch (route) {
      case Route.Denied(var reason) ->
          end(ActionResult.failed(ours(), EffectCode.EGRESS_DENIED, reason));
      case Route.Unresolved() -> fail(EffectCode.DNS_FAILED, "the target's name leads nowhere");
      case Route.Checked(var address) -> connect(place, address);
    }
  }

  /** Before the first byte a refusal of ours is PREPARED; behind a redirect the target answered. */
  private Phase ours() {
    return redirects == 0 ? Phase.PREPARED : Phase.ANSWERED;
  }

  private void connect(Target.Place place, InetAddress address) {
    phase = Phase.CONNECTING;
    var options =
        new RequestOptions()
            .setMethod(HttpMethod.valueOf(method))
            .setSsl(place.secure())
            .setHost(place.host())
            .setPort(place.port())
            // The address that was checked; the name is only what the target is told.
            .setServer(SocketAddress.inetSocketAddress(place.port(), numeric(address)))
            .setURI(place.requestUri());
    tools
        .client()
        .request(options)
        .onComplete(
            opened -> {
              if (opened.failed()) {
                var tls = opened.cause() instanceof SSLException;
                fail(
                    tls ? EffectCode.TLS_FAILED : EffectCode.CONNECT_FAILED,
                    tls ? "no trustworthy TLS connection came about" : "no connection came about");
              } else if (result.isDone()) {
                opened.result().reset();
              } else {
                send(place, opened.result());
              }
            });
  }

  private void send(Target.Place place, HttpClientRequest opened) {
    request = opened;
    for (var header : rendered.headers()) {
      if (!header.sensitive() || sensitiveAllowed) {
        opened.putHeader(header.name(), header.value());
      }
    }
    phase = Phase.WRITTEN;
    opened
        .response()
        .onComplete(
            answered -> {
              if (answered.succeeded()) {
                head(place, answered.result());
              } else {
                fail(EffectCode.CONNECTION_CUT, "the connection ended before an answer came");
              }
            });
    if (rendered.body() == null) {
      opened.end();
    } else {
      opened.end(Buffer.buffer(rendered.body()));
    }
  }

  private void head(Target.Place place, HttpClientResponse response) {
    phase = Phase.ANSWERED;
    var location = response.getHeader("location");
    var status = response.statusCode();
    if (status >= 300 && status < 400 && status != 304 && location != null) {
      redirect(place, location, response);
      return;
    }
    heard = response;
    response.handler(chunk -> take(chunk, response));
    response.endHandler(_ -> finish(response, false));
    response.exceptionHandler(_ -> finish(response, true));
  }

  private void redirect(Target.Place from, String location, HttpClientResponse response) {
    if (!method.equals("GET") || redirects == MOST_REDIRECTS) {
      end(answer(response, EffectCode.REDIRECT_REFUSED, "the target points elsewhere"));
      return;
    }
    redirects++;
    var target = resolved(from, location);
    if (target instanceof Target.Place to && from.secure() && !to.secure()) {
      end(
          answer(
              response, EffectCode.REDIRECT_REFUSED, "the target points from TLS to plain text"));
      return;
    }
    if (!(target instanceof Target.Place to && to.authority().equals(from.authority()))) {
      sensitiveAllowed = false;
    }
    // The rest of this answer is of no interest, but its connection is.
    response.handler(_ -> {}).endHandler(_ -> {}).exceptionHandler(_ -> {});
    request = null;
    go(target);
  }

  private static Target resolved(Target.Place from, String location) {
    try {
      var base =
          new URI((from.secure() ? "https://" : "http://") + from.authority() + from.requestUri());
      return Target.of(base.resolve(location).toString());
    } catch (java.net.URISyntaxException | IllegalArgumentException e) {
      return new Target.Refused("the target points to a malformed place");
    }
  }

  private void take(Buffer chunk, HttpClientResponse response) {
    var room = HttpOutput.BODY_LIMIT - body.length();
    if (chunk.length() <= room) {
      body.appendBuffer(chunk);
    } else {
      body.appendBuffer(chunk, 0, room);
      finish(response, true);
    }
  }

  private void finish(HttpClientResponse response, boolean truncated) {
    var status = response.statusCode();
    if (status < 300) {
      end(ActionResult.succeeded(status, output(response, truncated)));
    } else if (status == 408 || status == 429) {
      end(answer(response, EffectCode.TARGET_BUSY, "the target asks for patience"));
    } else if (status >= 500) {
      end(answer(response, EffectCode.TARGET_FAILED, "the target failed"));
    } else {
      end(answer(response, EffectCode.TARGET_REFUSED, "the target refused"));
    }
    if (truncated && request != null) {
      request.reset();
    }
  }

  private ActionResult answer(HttpClientResponse response, EffectCode code, String detail) {
    return new ActionResult(
        Phase.ANSWERED,
        response.statusCode(),
        code,
        detail,
        RetryAfter.read(response.getHeader("retry-after"), tools.clock().instant()),
        output(response, false));
  }

  private java.util.Map<String, @Nullable Object> output(
      HttpClientResponse response, boolean truncated) {
    return HttpOutput.of(
        response.statusCode(),
        response::getHeader,
        body.toString(StandardCharsets.UTF_8),
        truncated,
        rendered.secrets());
  }

  private void timedOut() {
    timer = -1;
    if (heard != null) {
      // The answer is there, only its body is not: what the status says holds.
      finish(heard, true);
      return;
    }
    fail(EffectCode.TIMEOUT, "it took longer than " + context.timeout().toMillis() + " ms");
    if (request != null) {
      request.reset();
    }
  }

  private void fail(EffectCode code, String detail) {
    // Behind a redirect a request has been written already, whatever became of the next.
    var reached = redirects > 0 && phase == Phase.CONNECTING ? Phase.WRITTEN : phase;
    end(ActionResult.failed(reached, code, detail));
  }

  private void end(ActionResult ending) {
    if (timer >= 0) {
      tools.vertx().cancelTimer(timer);
      timer = -1;
    }
    result.complete(ending);
  }

  private static String numeric(InetAddress address) {
    var text = address.getHostAddress();
    var zone = text.indexOf('%');
    return zone < 0 ? text : text.substring(0, zone);
  }
}
