package dev.sequitur.notification.template;

import io.quarkus.qute.Engine;
import io.quarkus.qute.Expression;
import io.quarkus.qute.IfSectionHelper;
import io.quarkus.qute.ResultMapper;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateException;
import io.quarkus.qute.TemplateNode.Origin;
import io.quarkus.qute.ValueResolvers;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A text with places for values, in Qute's syntax. It reaches maps, lists and scalars and nothing
 * else: no resolver by reflection, no file, no bean; conditions and bounded loops are its only
 * sections.
 */
final class Text {

  static final int LONGEST_SOURCE = 16 * 1024;
  static final int LONGEST_RESULT = 128 * 1024;
  private static final int MOST_EXPRESSIONS = 200;

  /** What the text is part of, and so what is escaped in values. */
  enum Medium {
    PLAIN,
    /** One line, such as a subject: line breaks and control characters become spaces. */
    LINE,
    HTML,
    SLACK
  }

  private static final Map<Medium, Engine> ENGINES = engines();

  private final Template template;

  private Text(Template template) {
    this.template = template;
  }

  /**
   * Reads a text.
   *
   * @throws TemplateException with the place of the mistake, if it is none
   */
  static Text parse(String source, Medium medium) {
    var engine = java.util.Objects.requireNonNull(ENGINES.get(medium));
    var template = engine.parse(source);
    if (template.getExpressions().size() > MOST_EXPRESSIONS) {
      throw new TemplateException("more than " + MOST_EXPRESSIONS + " expressions");
    }
    return new Text(template);
  }

  /**
   * Puts the values in.
   *
   * @throws TemplateException if one that it names is not there, or too much comes of it
   */
  String render(Map<String, Object> values) {
    var rendered = new Bounded();
    try {
      template
          .instance()
          .data(values)
          .setAttribute(BoundedLoop.TURNS, new AtomicInteger())
          .consume(rendered::add)
          .toCompletableFuture()
          .join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof TemplateException wrong ? wrong : new TemplateException(e);
    }
    if (rendered.tooLong) {
      throw new TemplateException("more than " + LONGEST_RESULT + " characters come of it");
    }
    return rendered.text.toString();
  }

  /** Keeps what fits: an exception would be lost within the engine. */
  private static final class Bounded {
    final StringBuilder text = new StringBuilder();
    boolean tooLong;

    void add(String part) {
      tooLong |= text.length() + part.length() > LONGEST_RESULT;
      if (!tooLong) {
        text.append(part);
      }
    }
  }

  private static Map<Medium, Engine> engines() {
    var engines = new EnumMap<Medium, Engine>(Medium.class);
    for (var medium : Medium.values()) {
      engines.put(
          medium,
          Engine.builder()
              .addValueResolvers(
                  ValueResolvers.mapResolver(),
                  ValueResolvers.mapperResolver(),
                  ValueResolvers.listResolver(),
                  ValueResolvers.orResolver())
              .addSectionHelpers(new IfSectionHelper.Factory(), new BoundedLoop())
              .addResultMapper(new Escaping(medium))
              .strictRendering(true)
              .build());
    }
    return engines;
  }

  private record Escaping(Medium medium) implements ResultMapper {

    @Override
    public boolean appliesTo(Origin origin, @Nullable Object result) {
      return true;
    }

    @Override
    public String map(@Nullable Object result, Expression expression) {
      var text = String.valueOf(result);
      return switch (medium) {
        case PLAIN -> text;
        case LINE -> text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ");
        case HTML -> marked(text).replace("\"", "&quot;").replace("'", "&#39;");
        case SLACK -> marked(text);
      };
    }

    private static String marked(String text) {
      return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
  }
}
