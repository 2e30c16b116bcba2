package dev.sequitur.rule.template.domain;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a parameter of a template takes. */
public enum ParameterType {
  /** A text, which is shown as it is wherever it comes to stand. */
  @JsonProperty("text")
  TEXT("a text"),
  /** A text in which {@code ${…}} is an expression, as in any rule. */
  @JsonProperty("message")
  MESSAGE("a text"),
  @JsonProperty("number")
  NUMBER("a number"),
  @JsonProperty("integer")
  INTEGER("a whole number"),
  @JsonProperty("texts")
  TEXTS("a list of texts"),
  /** A path to a field of the event. */
  @JsonProperty("field")
  FIELD("a path such as data.customer.tier"),
  /** An event's type, or all below a name. */
  @JsonProperty("eventType")
  EVENT_TYPE("an event type such as com.example.order"),
  /** A span of time in seconds, minutes or hours. */
  @JsonProperty("duration")
  DURATION("a span such as 90s, 15m or 24h");

  private static final Pattern PATH =
      Pattern.compile("(data|event)(\\.[A-Za-z_][A-Za-z0-9_]{0,62}){1,10}");
  private static final Pattern SPAN = Pattern.compile("[1-9][0-9]{0,6}[smh]");
  private static final Pattern TYPE = Pattern.compile("\\*|[!-~&&[^*$]]{1,250}");
  private static final int LONGEST = 1_000;
  private static final int MOST = 200;

  private final String words;

  ParameterType(String words) {
    this.words = words;
  }

  /** What is expected, in words. */
  public String words() {
    return words;
  }

  boolean takes(@Nullable Object value) {
    return switch (this) {
      case TEXT, MESSAGE -> isText(value);
      case NUMBER -> isNumber(value);
      case INTEGER -> value instanceof Integer || value instanceof Long;
      case TEXTS ->
          value instanceof List<?> all
              && !all.isEmpty()
              && all.size() <= MOST
              && all.stream().allMatch(ParameterType::isText);
      case FIELD -> value instanceof String path && PATH.matcher(path).matches();
      case EVENT_TYPE -> value instanceof String type && TYPE.matcher(type).matches();
      case DURATION -> value instanceof String span && SPAN.matcher(span).matches();
    };
  }

  private static boolean isNumber(@Nullable Object value) {
    return value instanceof Integer
        || value instanceof Long
        || (value instanceof Double number && Double.isFinite(number));
  }

  private static boolean isText(@Nullable Object value) {
    return value instanceof String text && text.length() <= LONGEST;
  }
}
