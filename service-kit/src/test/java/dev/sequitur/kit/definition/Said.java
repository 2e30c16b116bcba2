package dev.sequitur.kit.definition;

import static org.awaitility.Awaitility.await;

import dev.sequitur.contracts.AuditRecorded;
import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.contracts.Topics;
import dev.sequitur.contracts.Wire;
import dev.sequitur.kit.test.TopicProbe;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** What is on the topics of one workspace. */
final class Said implements AutoCloseable {

  private final TopicProbe probe;
  private final String workspace;

  Said(String bootstrapServers, String workspace) {
    this.probe = new TopicProbe(bootstrapServers);
    this.workspace = workspace;
  }

  /** All records of changes, in the order of the topic, those included that were void. */
  List<DefinitionPublished> changes() {
    return probe
        .all(
            Topics.DEFINITIONS,
            record -> new String(record.key(), StandardCharsets.UTF_8).startsWith(workspace + "/"))
        .stream()
        .map(record -> Wire.read(record.value(), DefinitionPublished.class))
        .toList();
  }

  List<DefinitionPublished> awaitChanges(int count) {
    await().atMost(Duration.ofSeconds(20)).until(() -> changes().size() >= count);
    return changes();
  }

  /** Of each change its latest record, by number; a slow machine may have issued some again. */
  List<DefinitionPublished> awaitLatestChanges(int count) {
    await().atMost(Duration.ofSeconds(20)).until(() -> latest().size() >= count);
    return latest();
  }

  private List<DefinitionPublished> latest() {
    var latest = new TreeMap<String, DefinitionPublished>();
    changes().forEach(change -> latest.put(change.key(), change));
    return latest.values().stream()
        .sorted(Comparator.comparing(DefinitionPublished::change))
        .toList();
  }

  List<AuditRecorded> audits() {
    return probe
        .all(
            Topics.AUDIT,
            record -> new String(record.key(), StandardCharsets.UTF_8).equals(workspace))
        .stream()
        .map(record -> Wire.read(record.value(), AuditRecorded.class))
        .toList();
  }

  @Override
  public void close() {
    probe.close();
  }
}
