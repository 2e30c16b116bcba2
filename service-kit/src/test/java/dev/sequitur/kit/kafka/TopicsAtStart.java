package dev.sequitur.kit.kafka;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Makes the topics before the first test: here no hop of a service does it. */
@ApplicationScoped
class TopicsAtStart {

  void make(@Observes StartupEvent starting, TopicSetup topics) throws InterruptedException {
    topics.ensure();
  }
}
