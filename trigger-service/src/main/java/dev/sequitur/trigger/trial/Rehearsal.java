package dev.sequitur.trigger.trial;

import dev.sequitur.trigger.definition.PublishedTrigger;
import dev.sequitur.trigger.definition.Source;
import java.util.Set;

/**
 * Knows what triggers of one kind of source make of a sample, by the decisions of the real thing.
 */
public interface Rehearsal {

  boolean rehearses(Source source);

  /** What a sample may hold: names of {@link Sample}'s fields. */
  Set<String> fields();

  Trial rehearse(PublishedTrigger trigger, Sample sample);
}
