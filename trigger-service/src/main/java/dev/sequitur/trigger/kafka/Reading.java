package dev.sequitur.trigger.kafka;

import dev.sequitur.kit.definition.PublishedDefinitions;
import dev.sequitur.kit.kafka.KafkaConfig;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** What every reader of a topic works with. */
@Singleton
class Reading {

  final KafkaTriggers triggers;
  final PublishedDefinitions definitions;
  final Intake intake;
  final Sending sending;
  final Tallies tallies;
  final KafkaConfig config;
  final InstantSource clock;

  Reading(
      KafkaTriggers triggers,
      PublishedDefinitions definitions,
      Intake intake,
      Sending sending,
      Tallies tallies,
      KafkaConfig config,
      InstantSource clock) {
    this.triggers = triggers;
    this.definitions = definitions;
    this.intake = intake;
    this.sending = sending;
    this.tallies = tallies;
    this.config = config;
    this.clock = clock;
  }
}
