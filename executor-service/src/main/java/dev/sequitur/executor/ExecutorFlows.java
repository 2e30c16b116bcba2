package dev.sequitur.executor;

import dev.sequitur.contracts.Topics;
import dev.sequitur.executor.cancellation.Cancellations;
import dev.sequitur.executor.connection.ConnectionKind;
import dev.sequitur.executor.connection.Connections;
import dev.sequitur.executor.effect.Admission;
import dev.sequitur.executor.effect.Prerequisites;
import dev.sequitur.executor.restore.Bookmarks;
import dev.sequitur.executor.restore.Restoration;
import dev.sequitur.kit.definition.PublishedDefinitions;
import dev.sequitur.kit.kafka.Batch;
import dev.sequitur.kit.kafka.HopSpec;
import dev.sequitur.kit.kafka.Hops;
import dev.sequitur.kit.secret.Secrets;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;

/** All that the executor hears from Kafka. One method is one hop. */
@ApplicationScoped
class ExecutorFlows {

  /** About as many as there are places for calls: what is read is soon under way. */
  private static final int AT_ONCE = 256;

  private final Hops hops;
  private final Secrets secrets;
  private final PublishedDefinitions definitions;
  private final Connections connections;
  private final Prerequisites prerequisites;
  private final Admission admission;
  private final Cancellations cancellations;
  private final Bookmarks bookmarks;

  ExecutorFlows(
      Hops hops,
      Secrets secrets,
      PublishedDefinitions definitions,
      Connections connections,
      Prerequisites prerequisites,
      Admission admission,
      Cancellations cancellations,
      Bookmarks bookmarks) {
    this.hops = hops;
    this.secrets = secrets;
    this.definitions = definitions;
    this.connections = connections;
    this.prerequisites = prerequisites;
    this.admission = admission;
    this.cancellations = cancellations;
    this.bookmarks = bookmarks;
  }

  void start(@Observes StartupEvent starting) {
    secrets.follow();
    definitions.follow(Map.of(ConnectionKind.NAME, connections::heard));
    hops.start(
        HopSpec.of(
                "commands",
                Restoration.GROUP,
                Topics.COMMANDS,
                CommandReader::read,
                this::onCommands)
            .inBatchesOf(AT_ONCE)
            .openWhile(() -> prerequisites.areMet() && admission.isOpen()));
  }

  /**
   * H4: each decision is admitted once, its effects claimed or parked, in one transaction; then
   * their calls begin. Offsets are committed after that.
   *
   * <p>What is to be cancelled comes first: if its command is in the same batch, nothing of it
   * begins.
   */
  void onCommands(Batch<Command> batch) {
    cancellations.heard(batch);
    admission.admit(batch);
    bookmarks.admitted(batch);
  }
}
