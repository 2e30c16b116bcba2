package dev.sequitur.executor.action.webhook;

import dev.sequitur.contracts.Delivery;
import dev.sequitur.executor.action.ArgumentReader;
import dev.sequitur.executor.action.Arguments;
import dev.sequitur.executor.action.Text;
import dev.sequitur.executor.action.http.HttpTarget;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of {@code webhook.send@1}.
 *
 * @param secret name of the secret that holds the signing key
 * @param body JSON value
 */
record WebhookArguments(
    HttpTarget target,
    String secret,
    @Nullable Object body,
    @Nullable Delivery delivery,
    @Nullable Duration timeout)
    implements Arguments {

  static final Set<String> DELIVERIES = Set.of("KEYED", "AT_MOST_ONCE", "AT_LEAST_ONCE");

  static WebhookArguments read(Map<String, @Nullable Object> with) {
    var reader = new ArgumentReader(with);
    var target = HttpTarget.read(reader, "url");
    var secret = Text.secretName(reader.value("secret"));
    if (secret == null) {
      reader.wrong("/secret", "REQUIRED", "must be a reference {secret: name} to the signing key");
    }
    var body = reader.value("body");
    if (!with.containsKey("body")) {
      reader.wrong("/body", "REQUIRED", "is required");
    }
    var delivery = reader.word("delivery", DELIVERIES);
    var timeout = reader.duration("timeout");
    reader.finish();
    return new WebhookArguments(
        target,
        secret == null ? "" : secret,
        body,
        delivery == null ? null : Delivery.valueOf(delivery),
        timeout);
  }

  @Override
  public String host() {
    return target.lane();
  }
}
