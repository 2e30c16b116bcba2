package dev.sequitur.notification.template;

import dev.sequitur.kit.problem.Violation;
import dev.sequitur.notification.document.Fields;
import dev.sequitur.notification.domain.Channel;
import dev.sequitur.notification.template.Text.Medium;
import io.quarkus.qute.TemplateException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a template's spec strictly, and tries it with a sample:
 *
 * <pre>{@code
 * channel: email        # with subject, text, and html if wanted
 * channel: slack        # with text
 * channel: webhook      # with fields: { name: text }
 * }</pre>
 */
final class TemplateReader {

  private static final int MOST_FIELDS = 50;
  private static final List<String> KINDS =
      Arrays.stream(Channel.Kind.values()).map(Channel.Kind::written).toList();

  /** A template, or all that is wrong with it. */
  record Reading(@Nullable MessageTemplate template, List<Violation> errors) {}

  private final Fields fields = new Fields();
  private final List<Violation> mistakes = new ArrayList<>();
  private final Map<String, Text> texts = new LinkedHashMap<>();

  private TemplateReader() {}

  static Reading read(Map<String, @Nullable Object> spec) {
    var reader = new TemplateReader();
    var kind = reader.spec(spec);
    var errors = new ArrayList<>(reader.fields.errors());
    errors.addAll(reader.mistakes);
    return kind == null || !errors.isEmpty()
        ? new Reading(null, errors)
        : new Reading(new MessageTemplate(kind, reader.texts), errors);
  }

  private Channel.@Nullable Kind spec(Map<String, @Nullable Object> spec) {
    if (!(spec.get("channel") instanceof String name && KINDS.contains(name))) {
      fields.error(
          "/spec/channel",
          spec.get("channel") == null ? "MISSING" : "UNKNOWN_CHANNEL_KIND",
          "must be one of " + String.join(", ", KINDS));
      return null;
    }
    var kind = Channel.Kind.values()[KINDS.indexOf(name)];
    switch (kind) {
      case EMAIL -> email(spec);
      case SLACK -> {
        fields.refuseUnknown(spec, "/spec", "channel", "text");
        text(spec, "text", "/spec", Medium.SLACK);
      }
      case WEBHOOK -> webhook(spec);
    }
    return kind;
  }

  private void email(Map<String, @Nullable Object> spec) {
    fields.refuseUnknown(spec, "/spec", "channel", "subject", "text", "html");
    text(spec, "subject", "/spec", Medium.LINE);
    text(spec, "text", "/spec", Medium.PLAIN);
    if (spec.get("html") != null) {
      text(spec, "html", "/spec", Medium.HTML);
    }
  }

  private void webhook(Map<String, @Nullable Object> spec) {
    fields.refuseUnknown(spec, "/spec", "channel", "fields");
    var given = fields.object(spec, "fields", "/spec");
    if (given.size() > MOST_FIELDS) {
      fields.error("/spec/fields", "TOO_MANY", "at most " + MOST_FIELDS);
      return;
    }
    given.keySet().forEach(name -> text(given, name, "/spec/fields", Medium.PLAIN));
  }

  private void text(
      Map<String, @Nullable Object> parent, String name, String above, Medium medium) {
    var pointer = Fields.below(above, name);
    if (!(parent.get(name) instanceof String source)) {
      fields.error(
          pointer, parent.get(name) == null ? "MISSING" : "WRONG_TYPE", "a text is expected here");
    } else if (source.length() > Text.LONGEST_SOURCE) {
      fields.error(pointer, "TOO_LONG", "at most " + Text.LONGEST_SOURCE + " characters");
    } else {
      tried(name, source, pointer, medium);
    }
  }

  private void tried(String name, String source, String pointer, Medium medium) {
    Text text;
    try {
      text = Text.parse(source, medium);
    } catch (TemplateException e) {
      mistakes.add(mistake(pointer, "TEMPLATE_SYNTAX", e));
      return;
    }
    try {
      text.render(Sample.values());
      texts.put(name, text);
    } catch (TemplateException e) {
      mistakes.add(mistake(pointer, "TEMPLATE_FAILS", e));
    }
  }

  static Violation mistake(String pointer, String code, TemplateException wrong) {
    var origin = wrong.getOrigin();
    var said = String.valueOf(wrong.getMessage()).lines().findFirst().orElse("");
    var detail = said.length() > 300 ? said.substring(0, 300) : said;
    return origin == null
        ? new Violation(pointer, code, detail)
        : new Violation(
            pointer, code, detail, origin.getLine(), Math.max(1, origin.getLineCharacterStart()));
  }
}
