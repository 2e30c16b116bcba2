package dev.sequitur.trigger.webhook;

import dev.sequitur.trigger.definition.Verification;
import dev.sequitur.trigger.event.IncomingRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What well-known senders say of their deliveries, beside the signature. */
final class Deliveries {

  private static final int CHALLENGE_LIMIT = 1_000;

  private Deliveries() {}

  /** What names the delivery at its sender: a repeat has the same. Null if nothing does. */
  static @Nullable String sourceKey(
      Webhook webhook, IncomingRequest request, @Nullable Object body) {
    return switch (webhook.source().verification()) {
      case Verification.Signed(Verification.GitHub _, _) ->
          prefixed("github:", request.header("x-github-delivery"));
      case Verification.Signed(Verification.Stripe _, _) -> prefixed("stripe:", text(body, "id"));
      case Verification.Signed(Verification.Slack _, _) ->
          prefixed("slack:", text(body, "event_id"));
      case Verification.Signed _, Verification.None _ -> null;
    };
  }

  /** The text that Slack wants to see again before it calls an address; null if it asks nothing. */
  static @Nullable String challenge(Webhook webhook, @Nullable Object body) {
    var isSlack =
        webhook.source().verification() instanceof Verification.Signed(Verification.Slack _, _);
    if (!isSlack || !"url_verification".equals(text(body, "type"))) {
      return null;
    }
    var challenge = text(body, "challenge");
    return challenge == null || challenge.length() > CHALLENGE_LIMIT ? null : challenge;
  }

  private static @Nullable String prefixed(String prefix, @Nullable String id) {
    return id == null || id.isBlank() ? null : prefix + id;
  }

  private static @Nullable String text(@Nullable Object body, String name) {
    return body instanceof Map<?, ?> members && members.get(name) instanceof String text
        ? text
        : null;
  }
}
