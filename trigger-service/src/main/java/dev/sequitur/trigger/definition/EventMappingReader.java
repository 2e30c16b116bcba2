package dev.sequitur.trigger.definition;

import dev.sequitur.kit.expression.JsonValues;
import dev.sequitur.kit.expression.Scope;
import dev.sequitur.kit.expression.Template;
import dev.sequitur.kit.expression.TemplateCompilation;
import dev.sequitur.kit.problem.Violation;
import dev.sequitur.trigger.event.Attributes;
import dev.sequitur.trigger.event.EventMapping;
import dev.sequitur.trigger.event.EventMapping.Data;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code event}: the templates that make an event's attributes and data of what comes in. */
final class EventMappingReader {

  private static final int TEXT_LIMIT = 4_096;
  private static final int DATA_LIMIT = 65_536;
  private static final Pattern WHOLE_BODY = Pattern.compile("\\$\\{\\s*body\\s*}");

  private final Fields event;

  private final Scope scope;

  private EventMappingReader(Fields event, Scope scope) {
    this.event = event;
    this.scope = scope;
  }

  /**
   * @param scope what the templates may name
   */
  static @Nullable EventMapping read(Fields event, Scope scope) {
    event.only("type", "id", "key", "subject", "time", "source", "data");
    return new EventMappingReader(event, scope).mapping();
  }

  private @Nullable EventMapping mapping() {
    var type = type();
    var id = attribute("id");
    var key = attribute("key");
    var subject = attribute("subject");
    var time = attribute("time");
    var source = attribute("source");
    var data = data();
    return type == null || data == null
        ? null
        : new EventMapping(type, id, key, subject, time, source, data);
  }

  private @Nullable Template type() {
    if (!event.has("type")) {
      event.error("type", "MISSING", "type is required");
      return null;
    }
    var template = attribute("type");
    if (template != null && template.isConstant()) {
      checkConstantType();
    }
    return template;
  }

  private void checkConstantType() {
    var type = String.valueOf(event.value("type"));
    if (Attributes.isReserved(type)) {
      event.error("type", "RESERVED_TYPE", "types that begin with dev.sequitur. are the product's");
    } else if (!Attributes.isText(type)) {
      event.error(
          "type",
          "INVALID_TYPE",
          "1 to " + Attributes.TEXT_LIMIT + " characters without control characters");
    }
  }

  private @Nullable Template attribute(String name) {
    var text = event.optionalText(name);
    if (text == null) {
      return null;
    }
    if (text.length() > TEXT_LIMIT) {
      event.error(name, "TOO_LONG", "at most " + TEXT_LIMIT + " characters");
      return null;
    }
    return compile(name, text);
  }

  private @Nullable Data data() {
    var tree = event.value("data");
    if (tree == null || isWholeBody(tree)) {
      return new Data.Whole();
    }
    if (JsonValues.write(tree).length() > DATA_LIMIT) {
      event.error("data", "TOO_LONG", "at most " + DATA_LIMIT + " characters of JSON");
      return null;
    }
    var template = compile("data", tree);
    return template == null ? null : new Data.Mapped(template);
  }

  private boolean isWholeBody(Object tree) {
    return scope.variables().containsKey("body")
        && tree instanceof String text
        && WHOLE_BODY.matcher(text).matches();
  }

  private @Nullable Template compile(String name, Object tree) {
    return switch (Template.compile(tree, scope)) {
      case TemplateCompilation.Compiled(Template template) -> template;
      case TemplateCompilation.Rejected(var problems) -> {
        problems.forEach(
            problem ->
                event.error(
                    new Violation(
                        event.at(name) + problem.pointer(),
                        problem.code(),
                        problem.detail() + Positions.of(problem.line(), problem.column()))));
        yield null;
      }
    };
  }
}
