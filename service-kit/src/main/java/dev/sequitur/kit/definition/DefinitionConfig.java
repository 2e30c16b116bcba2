package dev.sequitur.kit.definition;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;

/** The three margins by which all replicas switch versions at one instant. */
@ConfigMapping(prefix = "sequitur.definitions")
public interface DefinitionConfig {

  /** A change takes effect this long after the database's clock at its commit. */
  Duration lead();

  /** It is void if it was not appended at least this long before that. */
  Duration margin();

  /** How far past the last certain reading of all definitions a replica decides. */
  Duration freshness();
}
