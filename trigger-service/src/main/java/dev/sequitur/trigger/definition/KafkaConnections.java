package dev.sequitur.trigger.definition;

/** Which connections of kind kafka there are. */
public interface KafkaConnections {

  /** Whether the workspace has a connection of this name that a trigger may read by. */
  boolean isKnown(String workspace, String name);
}
