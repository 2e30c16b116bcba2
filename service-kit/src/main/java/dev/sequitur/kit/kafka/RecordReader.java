package dev.sequitur.kit.kafka;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a value of a record. */
@FunctionalInterface
public interface RecordReader<T> {

  /**
   * @param headers header values as UTF-8, the last one where a name repeats
   * @param value the record's bytes; null on a tombstone
   * @return the value; null if the record is fine but none of this hop's business
   * @throws dev.sequitur.contracts.UnreadableException if the record belongs into quarantine
   */
  @Nullable T read(Map<String, String> headers, byte @Nullable [] value);
}
