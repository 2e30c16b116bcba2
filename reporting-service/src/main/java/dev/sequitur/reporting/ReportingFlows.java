package dev.sequitur.reporting;

import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.contracts.Topic;
import dev.sequitur.contracts.Topics;
import dev.sequitur.kit.definition.PublishedDefinitions;
import dev.sequitur.kit.kafka.Batch;
import dev.sequitur.kit.kafka.HopSpec;
import dev.sequitur.kit.kafka.Hops;
import dev.sequitur.reporting.projection.Fact;
import dev.sequitur.reporting.projection.Projection;
import dev.sequitur.reporting.report.Occasions;
import dev.sequitur.reporting.report.domain.Cause;
import dev.sequitur.reporting.shadow.ShadowTrials;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All that reporting-service hears from Kafka. One method is one hop. */
@ApplicationScoped
public class ReportingFlows {

  /** The consumer group, also the name under which positions are stored. */
  public static final String GROUP = "reporting";

  /** Heard by one hop: what belongs to one run then often meets in one batch, and is one write. */
  public static final List<Topic> HEARD =
      List.of(Topics.EVENTS, Topics.COMMANDS, Topics.OUTCOMES, Topics.RUNS);

  /** As many as a busy window holds, so that a window is one batch. */
  private static final int AT_MOST = 5_000;

  private final Hops hops;
  private final Projection projection;
  private final PublishedDefinitions definitions;
  private final TriggerNames triggers;
  private final KnownRules rules;
  private final Occasions occasions;
  private final ShadowTrials shadows;
  private final ReportingConfig config;

  ReportingFlows(
      Hops hops,
      Projection projection,
      PublishedDefinitions definitions,
      TriggerNames triggers,
      KnownRules rules,
      Occasions occasions,
      ShadowTrials shadows,
      ReportingConfig config) {
    this.definitions = definitions;
    this.triggers = triggers;
    this.rules = rules;
    this.occasions = occasions;
    this.shadows = shadows;
    this.hops = hops;
    this.projection = projection;
    this.config = config;
  }

  void start(@Observes StartupEvent starting) {
    definitions.follow(
        Map.of(
            "Trigger",
            triggers::heard,
            Cause.KIND,
            occasions::heard,
            KnownRules.KIND,
            this::onRule));
    hops.start(
        HopSpec.of("project", GROUP, Topics.EVENTS, Fact::read, this::onFacts)
            .hearing(HEARD)
            .withOffsets(partitions -> projection.positions(GROUP, partitions))
            .gathering(config.gather())
            .inBatchesOf(AT_MOST));
  }

  /**
   * H7: fold per id, store rows, counts and positions in one transaction, and with it the reports
   * that events have made; so it has to be certain which definitions were in force.
   */
  void onFacts(Batch<Fact> batch) throws InterruptedException {
    var latest = latestEvent(batch);
    if (latest != null) {
      definitions.awaitCertainty(latest);
    }
    projection.apply(GROUP, batch);
  }

  private static @Nullable Instant latestEvent(Batch<Fact> batch) {
    Instant latest = null;
    for (var record : batch) {
      if (record.value() instanceof Fact.Accepted
          && (latest == null || record.timestamp().isAfter(latest))) {
        latest = record.timestamp();
      }
    }
    return latest;
  }

  private void onRule(DefinitionPublished change) {
    rules.heard(change);
    shadows.heard(change);
  }
}
