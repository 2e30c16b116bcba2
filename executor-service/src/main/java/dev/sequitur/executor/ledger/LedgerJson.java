package dev.sequitur.executor.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.sequitur.contracts.ActionCall;
import dev.sequitur.contracts.Attempt;
import dev.sequitur.contracts.CancelRun;
import dev.sequitur.contracts.EventReference;
import dev.sequitur.contracts.Failure;
import dev.sequitur.contracts.Starter;
import dev.sequitur.contracts.Wire;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the ledger keeps as JSON: written so that nothing of it changes, and read back. */
public final class LedgerJson {

  private static final ObjectMapper JSON = Wire.json();
  private static final ObjectReader CALL = JSON.readerFor(ActionCall.class);
  private static final ObjectReader STARTER = JSON.readerFor(Starter.class);
  private static final ObjectReader EVENT = JSON.readerFor(EventReference.class);
  private static final ObjectReader FAILURE = JSON.readerFor(Failure.class);
  private static final ObjectReader CANCELLATION = JSON.readerFor(CancelRun.class);
  private static final ObjectReader ATTEMPTS =
      JSON.readerFor(new TypeReference<List<Attempt>>() {});

  private LedgerJson() {}

  /** For a column; null is no value. */
  static byte @Nullable [] bytes(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    try {
      return JSON.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      // Half of a surrogate pair is no UTF-8; as text it is replaced.
      return text(value).getBytes(StandardCharsets.UTF_8);
    }
  }

  /** For a single value. */
  public static String text(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not writable as JSON: " + value.getClass(), e);
    }
  }

  public static ActionCall call(String json) {
    return read(CALL, json);
  }

  public static Starter starter(String json) {
    return read(STARTER, json);
  }

  public static EventReference event(String json) {
    return read(EVENT, json);
  }

  public static List<Attempt> attempts(String json) {
    return read(ATTEMPTS, json);
  }

  static Failure failure(String json) {
    return read(FAILURE, json);
  }

  static CancelRun cancellation(String json) {
    return read(CANCELLATION, json);
  }

  private static <V> V read(ObjectReader reader, String json) {
    try {
      return reader.readValue(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the ledger holds JSON that cannot be read", e);
    }
  }
}
