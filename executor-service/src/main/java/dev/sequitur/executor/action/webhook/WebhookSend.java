package dev.sequitur.executor.action.webhook;

import dev.sequitur.contracts.Delivery;
import dev.sequitur.executor.action.Action;
import dev.sequitur.executor.action.ActionContext;
import dev.sequitur.executor.action.ActionResult;
import dev.sequitur.executor.action.ActionType;
import dev.sequitur.executor.action.Schemas;
import dev.sequitur.executor.action.http.HttpCaller;
import dev.sequitur.executor.action.http.HttpSchema;
import dev.sequitur.executor.action.http.RenderedRequest;
import dev.sequitur.executor.action.http.RenderedRequest.Header;
import dev.sequitur.kit.secret.SecretUnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * {@code webhook.send@1}: POSTs JSON, signed as <a href="https://www.standardwebhooks.com">Standard
 * Webhooks 1.0.0</a> says.
 *
 * <p>{@code webhook-id} is the same for all attempts at one effect, so that the receiver can tell a
 * repeat; {@code webhook-timestamp} (seconds) is each attempt's own. Answers are judged as those of
 * {@code http.request@1} are; redirects are not followed. Delivery: at least once, unless the
 * arguments say that the receiver remembers ids ({@code keyed}) or that nothing may be repeated.
 */
@ApplicationScoped
class WebhookSend implements Action<WebhookArguments> {

  private static final ActionType TYPE =
      new ActionType(
          "webhook.send@1",
          "Sends a signed webhook (Standard Webhooks).",
          Delivery.AT_LEAST_ONCE,
          Schemas.object(
              List.of("url", "secret", "body"),
              Map.of(
                  "url", Schemas.TEXT_OR_SECRET,
                  "secret", Schemas.SECRET,
                  "body", Map.of("description", "JSON; secrets may stand anywhere in it"),
                  "timeout", Schemas.DURATION,
                  "delivery",
                      Map.of(
                          "enum",
                          WebhookArguments.DELIVERIES.stream()
                              .map(name -> name.toLowerCase(Locale.ROOT))
                              .sorted()
                              .toList()))),
          HttpSchema.OUTPUT);

  private final HttpCaller http;
  private final InstantSource clock;

  WebhookSend(HttpCaller http, InstantSource clock) {
    this.http = http;
    this.clock = clock;
  }

  @Override
  public ActionType type() {
    return TYPE;
  }

  @Override
  public WebhookArguments read(Map<String, @Nullable Object> with) {
    return WebhookArguments.read(with);
  }

  @Override
  public CompletionStage<ActionResult> perform(ActionContext context, WebhookArguments arguments) {
    return http.call(context, "POST", () -> rendered(context, arguments));
  }

  private RenderedRequest rendered(ActionContext context, WebhookArguments arguments) {
    var used = new ArrayList<String>(1);
    var secrets = RenderedRequest.remembering(context, used);
    var key = StandardSignature.key(secrets.apply(arguments.secret()).revealText());
    if (key == null) {
      throw new SecretUnavailableException(
          "secret " + arguments.secret() + " holds no signing key of 24 to 64 bytes", null);
    }
    var target = arguments.target().reveal(secrets);
    var body = RenderedRequest.json(arguments.body(), secrets);
    var timestamp = clock.instant().getEpochSecond();
    var signature = StandardSignature.of(key, context.targetKey(), timestamp, body);
    var headers =
        List.of(
            new Header("Content-Type", "application/json", false),
            new Header("webhook-id", context.targetKey(), false),
            new Header("webhook-timestamp", Long.toString(timestamp), false),
            new Header("webhook-signature", signature, true),
            new Header("Idempotency-Key", context.targetKey(), false),
            new Header("traceparent", context.traceParent(), false));
    return new RenderedRequest(target, headers, body, used);
  }
}
