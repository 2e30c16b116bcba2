package dev.sequitur.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;

/**
 * JSON as it goes over the wire: instants and durations in ISO 8601, absent instead of null (but
 * for the members of maps, which are the users' own), unknown fields accepted (a newer version may
 * have written the record), depth and number length limited.
 */
public final class Wire {

  /** Deepest nesting that is read from anywhere. */
  public static final int MAX_DEPTH = 64;

  private static final ObjectMapper JSON = mapper();

  private Wire() {}

  /** The shared mapper; must not be reconfigured. */
  public static ObjectMapper json() {
    return JSON;
  }

  public static byte[] write(Object value) {
    try {
      return JSON.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not writable as JSON: " + value.getClass(), e);
    }
  }

  /**
   * Reads a wire record.
   *
   * @throws UnreadableException if the bytes are no such record
   */
  public static <T> T read(byte[] json, Class<T> type) {
    try {
      var value = JSON.readValue(json, type);
      if (value == null) {
        throw new UnreadableException("JSON null where " + type.getSimpleName() + " was expected");
      }
      return value;
    } catch (IOException e) {
      throw new UnreadableException("not a " + type.getSimpleName() + ": " + firstLine(e), e);
    }
  }

  private static String firstLine(IOException e) {
    if (e instanceof JsonProcessingException json) {
      return json.getOriginalMessage();
    }
    return String.valueOf(e.getMessage());
  }

  private static ObjectMapper mapper() {
    var limits =
        StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).maxNumberLength(100).build();
    var factory = JsonFactory.builder().streamReadConstraints(limits).build();
    return JsonMapper.builder(factory)
        .addModule(new JavaTimeModule())
        .addModule(new InstantModule())
        .addModule(new DurationModule())
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
        .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        // A component that is null is absent; a member of a user's own object that is null is null.
        .defaultPropertyInclusion(
            JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
        .build();
  }
}
