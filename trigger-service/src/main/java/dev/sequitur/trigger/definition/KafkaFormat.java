package dev.sequitur.trigger.definition;

/** What the records of a topic are. */
public enum KafkaFormat {
  /** One JSON value each; a tombstone is JSON null. */
  JSON("json"),
  /** CloudEvents 1.0 with JSON data, in binary or structured mode. */
  CLOUD_EVENTS("cloudevents");

  private final String key;

  KafkaFormat(String key) {
    this.key = key;
  }

  /** As it is written in a spec. */
  public String key() {
    return key;
  }
}
