package dev.sequitur.executor.action.http;

import dev.sequitur.contracts.Attempt.Phase;
import dev.sequitur.contracts.Delivery;
import dev.sequitur.executor.ExecutorConfig;
import dev.sequitur.executor.action.Action;
import dev.sequitur.executor.action.ActionContext;
import dev.sequitur.executor.action.ActionResult;
import dev.sequitur.executor.action.ActionType;
import dev.sequitur.executor.action.EffectCode;
import dev.sequitur.executor.egress.EgressGuard;
import dev.sequitur.kit.secret.SecretUnavailableException;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * {@code http.request@1}: one HTTP/1.1 request to a target.
 *
 * <p>Arguments: see {@link HttpSchema}. Every attempt carries {@code Idempotency-Key}, the same for
 * all attempts at one effect, and {@code traceparent}. Delivery: GET, HEAD, OPTIONS, PUT and DELETE
 * are idempotent, POST and PATCH at least once, unless the rule says otherwise. 2xx succeeds; 408,
 * 429 and 5xx are tried again as the delivery allows; other answers fail. Only GET follows
 * redirects, at most five, each checked again. Output: {@code status}, some {@code headers}, and up
 * to 64 KB of {@code body}.
 */
@ApplicationScoped
class HttpRequestAction implements Action<HttpArguments> {

  private static final int CONNECT_TIMEOUT_MILLIS = 5_000;

  /** Shorter than servers commonly keep idle connections, so that they are not cut in our hands. */
  private static final int KEEP_ALIVE_SECONDS = 4;

  private static final ActionType TYPE =
      new ActionType(
          "http.request@1",
          "Makes one HTTP request.",
          Delivery.AT_LEAST_ONCE,
          HttpSchema.INPUT,
          HttpSchema.OUTPUT);

  private final HttpExchange.Tools tools;

  // One event loop makes all calls: their connections stay on it, so nothing hops between threads.
  private final Context loop;

  HttpRequestAction(Vertx vertx, EgressGuard guard, InstantSource clock, ExecutorConfig config) {
    var options =
        new HttpClientOptions()
            .setKeepAlive(true)
            .setPipelining(false)
            .setMaxPoolSize(config.callsPerHost())
            .setConnectTimeout(CONNECT_TIMEOUT_MILLIS)
            .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
            .setDecompressionSupported(false);
    this.tools = new HttpExchange.Tools(vertx, vertx.createHttpClient(options), guard, clock);
    this.loop = vertx.getOrCreateContext();
  }

  @Override
  public ActionType type() {
    return TYPE;
  }

  @Override
  public HttpArguments read(Map<String, @Nullable Object> with) {
    return HttpArguments.read(with);
  }

  @Override
  public CompletionStage<ActionResult> perform(ActionContext context, HttpArguments arguments) {
    RenderedRequest rendered;
    try {
      rendered = RenderedRequest.of(arguments, context);
    } catch (SecretUnavailableException e) {
      return refused(EffectCode.SECRET_UNAVAILABLE, String.valueOf(e.getMessage()));
    }
    if (rendered.headers().stream().anyMatch(header -> HttpArguments.isUnsafe(header.value()))) {
      return refused(EffectCode.INVALID_ARGUMENTS, "a secret holds what cannot stand in a header");
    }
    var done = new CompletableFuture<ActionResult>();
    loop.runOnContext(_ -> exchange(context, arguments.method(), rendered, done));
    return done;
  }

  private void exchange(
      ActionContext context,
      String method,
      RenderedRequest rendered,
      CompletableFuture<ActionResult> done) {
    try {
      new HttpExchange(tools, context, method, rendered).start().thenAccept(done::complete);
    } catch (RuntimeException e) {
      done.completeExceptionally(e);
    }
  }

  private static CompletionStage<ActionResult> refused(EffectCode code, String detail) {
    return CompletableFuture.completedFuture(ActionResult.failed(Phase.PREPARED, code, detail));
  }
}
