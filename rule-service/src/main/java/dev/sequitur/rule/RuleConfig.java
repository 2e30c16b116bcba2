package dev.sequitur.rule;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What can be set on the rule service. */
@ConfigMapping(prefix = "sequitur.rule")
public interface RuleConfig {

  /** How many events of each partition are remembered to recognise repeated ones. */
  @WithDefault("10000")
  int duplicateWindow();
}
