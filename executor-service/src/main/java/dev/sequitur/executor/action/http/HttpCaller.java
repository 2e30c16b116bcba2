package dev.sequitur.executor.action.http;

import dev.sequitur.contracts.Attempt.Phase;
import dev.sequitur.executor.ExecutorConfig;
import dev.sequitur.executor.action.ActionContext;
import dev.sequitur.executor.action.ActionResult;
import dev.sequitur.executor.action.EffectCode;
import dev.sequitur.kit.egress.EgressGuard;
import dev.sequitur.kit.secret.SecretUnavailableException;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** The one HTTP client of all actions. */
@Singleton
public class HttpCaller {

  private static final int CONNECT_TIMEOUT_MILLIS = 5_000;

  /** Shorter than servers commonly keep idle connections, so that they are not cut in our hands. */
  private static final int KEEP_ALIVE_SECONDS = 4;

  private final HttpExchange.Tools tools;

  // One event loop makes all calls: their connections stay on it, so nothing hops between threads.
  private final Context loop;

  HttpCaller(Vertx vertx, EgressGuard guard, InstantSource clock, ExecutorConfig config) {
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

  /**
   * Makes a request.
   *
   * @param rendering puts the secrets in their places; what it throws for want of one is a refusal
   */
  public CompletionStage<ActionResult> call(
      ActionContext context, String method, Supplier<RenderedRequest> rendering) {
    RenderedRequest rendered;
    try {
      rendered = rendering.get();
    } catch (SecretUnavailableException e) {
      return refused(EffectCode.SECRET_UNAVAILABLE, String.valueOf(e.getMessage()));
    }
    if (rendered.headers().stream().anyMatch(header -> HttpArguments.isUnsafe(header.value()))) {
      return refused(EffectCode.INVALID_ARGUMENTS, "a secret holds what cannot stand in a header");
    }
    var done = new CompletableFuture<ActionResult>();
    loop.runOnContext(_ -> exchange(context, method, rendered, done));
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
