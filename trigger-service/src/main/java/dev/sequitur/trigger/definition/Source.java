package dev.sequitur.trigger.definition;

import dev.sequitur.trigger.schedule.domain.Misfire;
import dev.sequitur.trigger.schedule.domain.Overlap;
import dev.sequitur.trigger.schedule.domain.Timetable;
import org.jspecify.annotations.Nullable;

/** Where a trigger's events come from: one kind a trigger. */
public sealed interface Source {

  /**
   * Calls by HTTP.
   *
   * @param path behind {@code /hooks/{workspace}/}
   */
  record Webhook(String path, Verification verification) implements Source {}

  /**
   * Records of a Kafka topic.
   *
   * @param connection the cluster, by a connection of the workspace; null = the platform's own
   */
  record Kafka(String topic, KafkaFormat format, StartFrom from, @Nullable String connection)
      implements Source {}

  /**
   * Time.
   *
   * @param misfire what becomes of instants that passed while nothing was running
   * @param overlap what becomes of instants that come while runs of the firing before are going
   */
  record Schedule(Timetable timetable, Misfire misfire, Overlap overlap) implements Source {}

  /** Somebody who may fire it, by the API, with a body of their own. */
  record Manual() implements Source {}
}
