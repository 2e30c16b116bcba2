package dev.sequitur.trigger.event;

import dev.sequitur.kit.expression.Json;
import dev.sequitur.kit.expression.JsonValues;
import dev.sequitur.kit.expression.Rendering;
import dev.sequitur.kit.expression.Template;
import dev.sequitur.kit.expression.Variables;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an event is made of what comes in. A field that is not there leaves an attribute unset, as
 * null and the empty text do; type and data must come about.
 */
public record EventMapping(
    Template type,
    @Nullable Template id,
    @Nullable Template key,
    @Nullable Template subject,
    @Nullable Template time,
    @Nullable Template source,
    Data data) {

  /** What becomes the event's data. */
  public sealed interface Data {

    /** What came in, byte for byte. */
    record Whole() implements Data {}

    /** A tree with expressions in it. */
    record Mapped(Template template) implements Data {}
  }

  /** What a mapping gave. */
  public sealed interface Result {}

  /** All attributes and the data. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Mapped(
      String type,
      @Nullable String id,
      @Nullable String key,
      @Nullable String subject,
      @Nullable Instant time,
      @Nullable String source,
      byte[] data)
      implements Result {}

  /**
   * The first thing that did not come about.
   *
   * @param pointer its place in the trigger, from the manifest's root
   */
  public record Failed(String pointer, String code, String detail) implements Result {}

  /**
   * Maps.
   *
   * @param variables what the trigger's expressions may name
   * @param whole JSON that becomes the data where the trigger says nothing else
   */
  public Result map(Variables variables, byte[] whole) {
    try {
      var mappedType = type(variables);
      return new Mapped(
          mappedType,
          text("id", id, variables),
          text("key", key, variables),
          text("subject", subject, variables),
          time(variables),
          text("source", source, variables),
          data(variables, whole));
    } catch (Stopped stopped) {
      return stopped.failed;
    }
  }

  private String type(Variables variables) {
    var text = text("type", type, variables);
    if (text == null) {
      throw failed("type", "MISSING", "nothing gives the event a type");
    }
    if (Attributes.isReserved(text)) {
      throw failed(
          "type", "RESERVED_TYPE", "types that begin with dev.sequitur. are the product's");
    }
    return text;
  }

  private @Nullable Instant time(Variables variables) {
    var text = text("time", time, variables);
    return text == null
        ? null
        : Attributes.time(text)
            .orElseThrow(() -> failed("time", "INVALID_TIME", "a time of RFC 3339 is expected"));
  }

  private byte[] data(Variables variables, byte[] whole) {
    return switch (data) {
      case Data.Whole _ -> whole;
      case Data.Mapped(Template template) ->
          switch (template.render(variables)) {
            case Rendering.Rendered(Object value, _) -> readable(value);
            case Rendering.Failed(String pointer, String code, String detail) ->
                throw failed("data" + pointer, code, detail);
          };
    };
  }

  /** What readers of the topic would refuse must not get there. */
  private static byte[] readable(@Nullable Object value) {
    var bytes = JsonValues.write(value).getBytes(StandardCharsets.UTF_8);
    if (JsonValues.parse(bytes) instanceof Json.Malformed) {
      throw failed("data", "TOO_DEEP", "at most " + JsonValues.DEPTH_LIMIT + " levels");
    }
    return bytes;
  }

  private static @Nullable String text(
      String name, @Nullable Template template, Variables variables) {
    if (template == null) {
      return null;
    }
    return switch (template.renderLeniently(variables)) {
      case Rendering.Rendered(Object value, _) -> value == null ? null : text(name, value);
      case Rendering.Failed(_, String code, String detail) -> throw failed(name, code, detail);
    };
  }

  private static @Nullable String text(String name, Object value) {
    var text =
        Attributes.text(value)
            .orElseThrow(
                () -> failed(name, "WRONG_TYPE", "a text, a number or a truth value is expected"));
    if (text.isEmpty()) {
      return null;
    }
    if (!Attributes.isText(text)) {
      throw failed(
          name,
          "INVALID_TEXT",
          "at most " + Attributes.TEXT_LIMIT + " characters without control characters");
    }
    return text;
  }

  private static Stopped failed(String field, String code, String detail) {
    return new Stopped(new Failed("/spec/event/" + field, code, detail));
  }

  /** Leaves the mapping at once; never seen outside of it. */
  private static final class Stopped extends RuntimeException {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // never serialized
    private final Failed failed;

    Stopped(Failed failed) {
      super(null, null, false, false);
      this.failed = failed;
    }
  }
}
