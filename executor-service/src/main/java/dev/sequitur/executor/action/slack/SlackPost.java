package dev.sequitur.executor.action.slack;

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
import dev.sequitur.kit.egress.Target;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * {@code slack.post@1}: posts to the channel of a Slack incoming webhook, whose URL is a secret.
 *
 * <p>Takes {@code text} and, if wanted, {@code blocks} (Block Kit). Slack remembers no ids, so a
 * repeat after an unanswered attempt may be seen twice: delivery is at least once.
 */
@ApplicationScoped
class SlackPost implements Action<SlackArguments> {

  private static final ActionType TYPE =
      new ActionType(
          "slack.post@1",
          "Posts a message to Slack through an incoming webhook.",
          Delivery.AT_LEAST_ONCE,
          Schemas.object(
              List.of("url", "text"),
              Map.of(
                  "url",
                  Schemas.SECRET,
                  "text",
                  Schemas.text(SlackArguments.LONGEST_TEXT),
                  "blocks",
                  Map.of("type", "array", "items", Map.of("type", "object")),
                  "timeout",
                  Schemas.DURATION)),
          HttpSchema.OUTPUT);

  private final HttpCaller http;

  SlackPost(HttpCaller http) {
    this.http = http;
  }

  @Override
  public ActionType type() {
    return TYPE;
  }

  @Override
  public SlackArguments read(Map<String, @Nullable Object> with) {
    return SlackArguments.read(with);
  }

  @Override
  public CompletionStage<ActionResult> perform(ActionContext context, SlackArguments arguments) {
    return http.call(context, "POST", () -> rendered(context, arguments));
  }

  private static RenderedRequest rendered(ActionContext context, SlackArguments arguments) {
    var used = new ArrayList<String>(1);
    var secrets = RenderedRequest.remembering(context, used);
    var target = Target.of(secrets.apply(arguments.secret()).revealText());
    Map<String, @Nullable Object> message = new LinkedHashMap<>();
    message.put("text", arguments.text());
    if (arguments.blocks() != null) {
      message.put("blocks", arguments.blocks());
    }
    var headers =
        List.of(
            new Header("Content-Type", "application/json", false),
            new Header("traceparent", context.traceParent(), false));
    return new RenderedRequest(target, headers, RenderedRequest.json(message, secrets), used);
  }
}
