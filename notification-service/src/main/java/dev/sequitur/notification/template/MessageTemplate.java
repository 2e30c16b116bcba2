package dev.sequitur.notification.template;

import dev.sequitur.notification.domain.Channel;
import dev.sequitur.notification.template.Text.Medium;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What messages through one kind of channel say.
 *
 * @param texts by part: {@code subject}, {@code text}, {@code html}; of a webhook each of its
 *     fields
 */
public record MessageTemplate(Channel.Kind kind, Map<String, Text> texts) {

  private static final String LIST =
      """
      {#for n in notifications}
      {n.severity}  {n.title}
         {n.at} · rule {n.rule} · run {n.runId}

      {/for}
      {#if more > 0}and {more} more
      {/if}
      """;

  private static final Map<Channel.Kind, MessageTemplate> DEFAULTS =
      Map.of(
          Channel.Kind.EMAIL,
          new MessageTemplate(
              Channel.Kind.EMAIL,
              Map.of(
                  "subject",
                  Text.parse(
                      "{#if count > 1}{count} notifications{#else}{notification.title}{/if}",
                      Medium.LINE),
                  "text",
                  Text.parse(
                      LIST + "You get this by the subscription {notification.subscription}.\n",
                      Medium.PLAIN))),
          Channel.Kind.SLACK,
          new MessageTemplate(
              Channel.Kind.SLACK,
              Map.of(
                  "text",
                  Text.parse(
                      """
                      {#for n in notifications}
                      *{n.severity}* {n.title} (run `{n.runId}`)
                      {/for}
                      {#if more > 0}and {more} more{/if}
                      """,
                      Medium.SLACK))),
          Channel.Kind.WEBHOOK,
          // Without fields of its own a webhook carries the notifications as they are.
          new MessageTemplate(Channel.Kind.WEBHOOK, Map.of()));

  /** The template of channels that name none. */
  public static MessageTemplate defaultOf(Channel.Kind kind) {
    return java.util.Objects.requireNonNull(DEFAULTS.get(kind));
  }

  /**
   * The parts with the values of a message.
   *
   * @throws io.quarkus.qute.TemplateException if a value that is named is not there, or too much
   *     comes of it
   */
  public Map<String, String> render(Map<String, Object> values) {
    var rendered = new LinkedHashMap<String, String>();
    texts.forEach((part, text) -> rendered.put(part, text.render(values)));
    return rendered;
  }
}
