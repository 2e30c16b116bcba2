package dev.sequitur.trigger.kafka;

import java.util.List;
import java.util.Map;

/**
 * How to reach a cluster.
 *
 * @param properties what a client needs beyond its address: security, credentials
 * @param groups with what the names of our consumer groups begin there
 * @param fingerprint of all that it was made of; another one is another way to reach it
 * @param credentials to be struck out of what is shown
 */
public record Cluster(
    String bootstrapServers,
    Map<String, Object> properties,
    String groups,
    String fingerprint,
    List<String> credentials) {

  /** A client's own words, without our credentials. */
  String shown(String words) {
    var struck = words;
    for (var credential : credentials) {
      struck = struck.replace(credential, "***");
    }
    return struck;
  }

  @Override
  public String toString() {
    return bootstrapServers;
  }
}
