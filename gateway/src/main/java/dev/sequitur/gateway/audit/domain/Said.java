package dev.sequitur.gateway.audit.domain;

import dev.sequitur.contracts.AuditRecorded;
import dev.sequitur.contracts.Topics;
import dev.sequitur.contracts.UnreadableException;
import dev.sequitur.contracts.Wire;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An audit entry as its owner said it.
 *
 * @param entry what was read of it
 * @param bytes all of it, byte for byte, fields of newer versions included
 */
public record Said(AuditRecorded entry, byte[] bytes) {

  /**
   * Reads a record of the topic.
   *
   * @throws UnreadableException if it is no audit entry, or lacks what every entry has
   */
  public static Said read(Map<String, String> headers, byte @Nullable [] value) {
    if (value == null) {
      throw new UnreadableException("a record without a value on " + Topics.AUDIT.name());
    }
    var entry = Wire.read(value, AuditRecorded.class);
    if (isMissing(entry.id())
        || isMissing(entry.workspace())
        || isMissing(entry.at())
        || isMissing(entry.principal())
        || isMissing(entry.action())
        || isMissing(entry.resource())) {
      throw new UnreadableException("an audit entry without id, workspace, at, who, what or whose");
    }
    return new Said(entry, value);
  }

  /** The reader of JSON knows nothing of what must not be null. */
  private static boolean isMissing(@Nullable Object component) {
    return component == null;
  }
}
