package dev.sequitur.executor.action.http;

import dev.sequitur.contracts.Delivery;
import dev.sequitur.executor.action.Action;
import dev.sequitur.executor.action.ActionContext;
import dev.sequitur.executor.action.ActionResult;
import dev.sequitur.executor.action.ActionType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
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

  private static final ActionType TYPE =
      new ActionType(
          "http.request@1",
          "Makes one HTTP request.",
          Delivery.AT_LEAST_ONCE,
          HttpSchema.INPUT,
          HttpSchema.OUTPUT);

  private final HttpCaller http;

  HttpRequestAction(HttpCaller http) {
    this.http = http;
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
    return http.call(context, arguments.method(), () -> RenderedRequest.of(arguments, context));
  }
}
