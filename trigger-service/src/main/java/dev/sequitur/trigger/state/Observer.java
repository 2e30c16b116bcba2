package dev.sequitur.trigger.state;

import dev.sequitur.trigger.definition.Source;
import java.util.UUID;

/** Knows how triggers of some kinds of source are. */
public interface Observer {

  boolean observes(Source source);

  /** What is seen of a published trigger. */
  Observation observe(String workspace, UUID trigger);
}
