package dev.sequitur.notification.template;

import dev.sequitur.notification.domain.Channel;
import dev.sequitur.notification.domain.Channel.Address;
import dev.sequitur.notification.domain.MessageValues;
import dev.sequitur.notification.domain.Reason;
import dev.sequitur.notification.template.Composition.Composed;
import io.quarkus.qute.TemplateException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Makes of notifications the arguments of the action that sends them. */
@ApplicationScoped
public class Composer {

  private static final Logger LOG = Logger.getLogger(Composer.class);

  private final TemplatesInForce templates;

  Composer(TemplatesInForce templates) {
    this.templates = templates;
  }

  /**
   * A message. People are told even if a template is missing or fails: then the default one is
   * used, and {@link Composed#note} says so.
   *
   * @param to e-mail addresses; of other kinds of no meaning
   * @param notifications at least one
   * @param at whose templates are in force
   */
  public Composition compose(
      Channel channel, List<String> to, List<Map<String, Object>> notifications, Instant at) {
    if (channel.address() instanceof Address.Email && to.isEmpty()) {
      return new Composition.Unaddressed();
    }
    var values = MessageValues.message(notifications);
    var rendered = rendered(channel, values, at);
    return switch (channel.address()) {
      case Address.Email(var connection, _) -> email(connection, to, rendered);
      case Address.Webhook webhook -> webhook(webhook, rendered, values);
      case Address.Slack(var secret) ->
          new Composed(
              "slack.post@1",
              Map.of("url", Map.of("secret", secret), "text", rendered.part("text")),
              rendered.note());
    };
  }

  private record Rendered(Map<String, String> parts, @Nullable Reason note) {
    String part(String name) {
      return parts.getOrDefault(name, "");
    }
  }

  private Rendered rendered(Channel channel, Map<String, Object> values, Instant at) {
    var standard = MessageTemplate.defaultOf(channel.kind());
    if (channel.template() == null) {
      return new Rendered(standard.render(values), null);
    }
    var template =
        templates
            .find(channel.workspace(), channel.template(), at)
            .filter(found -> found.kind() == channel.kind());
    if (template.isEmpty()) {
      return new Rendered(standard.render(values), Reason.TEMPLATE_NOT_IN_FORCE);
    }
    try {
      return new Rendered(template.get().render(values), null);
    } catch (TemplateException e) {
      LOG.warnf("template %s of %s: %s", channel.template(), channel.workspace(), e.getMessage());
      return new Rendered(standard.render(values), Reason.TEMPLATE_FAILED);
    }
  }

  private static Composed email(String connection, List<String> to, Rendered rendered) {
    var with = new LinkedHashMap<String, @Nullable Object>();
    with.put("connection", connection);
    with.put("to", to);
    with.put("subject", rendered.part("subject"));
    with.put("text", rendered.part("text"));
    if (rendered.parts().containsKey("html")) {
      with.put("html", rendered.part("html"));
    }
    return new Composed("email.send@1", with, rendered.note());
  }

  private static Composed webhook(
      Address.Webhook webhook, Rendered rendered, Map<String, Object> values) {
    Map<String, Object> first = first(values);
    var data = new LinkedHashMap<String, @Nullable Object>();
    if (rendered.parts().isEmpty()) {
      data.put("notifications", values.get("notifications"));
      data.put("count", values.get("count"));
    } else {
      data.putAll(rendered.parts());
    }
    var body = new LinkedHashMap<String, @Nullable Object>();
    body.put(
        "type", "notification." + String.valueOf(first.get("outcome")).toLowerCase(Locale.ROOT));
    body.put("timestamp", first.get("at"));
    body.put("data", data);
    return new Composed(
        "webhook.send@1",
        Map.of("url", webhook.url(), "secret", Map.of("secret", webhook.secret()), "body", body),
        rendered.note());
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> first(Map<String, Object> values) {
    return (Map<String, Object>) java.util.Objects.requireNonNull(values.get("notification"));
  }
}
