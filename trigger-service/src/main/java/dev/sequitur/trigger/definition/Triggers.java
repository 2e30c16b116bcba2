package dev.sequitur.trigger.definition;

import dev.sequitur.contracts.DefinitionPublished;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Compiles each published version once, as it is heard, for whoever serves its kind of source. */
@ApplicationScoped
public class Triggers {

  private static final Logger LOG = Logger.getLogger(Triggers.class);

  private final Counter unusable;

  Triggers(MeterRegistry meters) {
    this.unusable = meters.counter("sequitur.trigger.unusable.definitions");
  }

  /** Never throws, for whatever spec an older version may have published: that one is empty. */
  public Optional<PublishedTrigger> compile(DefinitionPublished change) {
    var reading = TriggerSpec.read(change.spec());
    if (reading.spec() == null) {
      LOG.errorf("%s cannot be used: %s", change.key(), reading.errors());
      unusable.increment();
    }
    return Optional.ofNullable(reading.spec())
        .map(
            spec ->
                new PublishedTrigger(
                    change.workspace(), change.uid(), change.version(), change.name(), spec));
  }
}
