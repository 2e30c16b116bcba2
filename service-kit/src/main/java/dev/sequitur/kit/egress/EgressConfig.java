package dev.sequitur.kit.egress;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;
import java.util.Set;

/** Where calls may go. */
@ConfigMapping(prefix = "sequitur.egress")
public interface EgressConfig {

  /** Workspaces that may call private addresses; none by default. */
  Optional<Set<String>> privateAddresses();
}
