package dev.sequitur.trigger;

import dev.sequitur.contracts.Topics;
import dev.sequitur.kit.kafka.Batch;
import dev.sequitur.kit.kafka.HopSpec;
import dev.sequitur.kit.kafka.Hops;
import dev.sequitur.trigger.schedule.RunFact;
import dev.sequitur.trigger.schedule.RunsFollowed;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/**
 * All that trigger-service hears on topics of this product that are no definitions. One method is
 * one hop. Topics of others are read by {@code kafka.KafkaSources}.
 */
@ApplicationScoped
class TriggerFlows {

  /** Summaries of matching pass by as well: they are fetched many at once. */
  private static final Duration GATHER = Duration.ofMillis(200);

  private final Hops hops;
  private final RunsFollowed runs;

  TriggerFlows(Hops hops, RunsFollowed runs) {
    this.hops = hops;
    this.runs = runs;
  }

  void start(@Observes StartupEvent starting) {
    hops.start(
        HopSpec.of("runs", "sequitur.trigger.runs", Topics.RUNS, RunFact::read, this::onRuns)
            .gathering(GATHER));
  }

  /** Which runs a schedule's event has started, and which of them have ended. */
  void onRuns(Batch<RunFact> batch) {
    runs.heard(batch);
  }
}
