package dev.sequitur.rule.past;

import dev.sequitur.contracts.Headers;
import dev.sequitur.kit.kafka.RecordHeaders;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Tells by a record's headers alone whether it is worth reading. Most records of a window are of
 * other workspaces or types; their data is never looked at.
 */
public final class EventFilter {

  private final byte[] workspace;

  public EventFilter(String workspace) {
    this.workspace = workspace.getBytes(StandardCharsets.UTF_8);
  }

  /** Whether it is an event of the workspace. */
  public boolean isOfWorkspace(ConsumerRecord<byte[], byte[]> record) {
    return RecordHeaders.is(record, Headers.WORKSPACE, workspace);
  }

  /** The event's type; empty if it has none. */
  public static String type(ConsumerRecord<byte[], byte[]> record) {
    return RecordHeaders.text(record, Headers.TYPE);
  }

  /** Reads a record as matching reads it. */
  public static EventLog.Found read(ConsumerRecord<byte[], byte[]> record) {
    return EventLog.read(record);
  }
}
