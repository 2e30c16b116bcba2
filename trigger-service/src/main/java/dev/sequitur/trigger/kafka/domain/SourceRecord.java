package dev.sequitur.trigger.kafka.domain;

import dev.sequitur.trigger.event.Attributes;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record of a topic that triggers read.
 *
 * @param topicId the topic's UUID at its cluster: a topic that was made anew has another
 * @param headers names in lower case, the last of each name
 * @param key the record's key where it is text that can be an attribute
 * @param value null on a tombstone
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record SourceRecord(
    String topic,
    String topicId,
    int partition,
    long offset,
    Map<String, String> headers,
    @Nullable String key,
    byte @Nullable [] value) {

  public SourceRecord {
    if (key != null && !Attributes.isText(key)) {
      key = null;
    }
  }

  /** Names the record at its source, for those that nothing else names. */
  public String sourceKey() {
    return "kafka:" + topicId + ":" + partition + ":" + offset;
  }
}
