package dev.sequitur.rule;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Set;

/** What can be set on the rule service. */
@ConfigMapping(prefix = "sequitur.rule")
public interface RuleConfig {

  /** What this replica does; together the replicas must have all of it. */
  @WithDefault("api,match")
  Set<Role> roles();

  /** How many events of each partition are remembered to recognise repeated ones. */
  @WithDefault("10000")
  int duplicateWindow();

  /** Where reporting-service is, which keeps the index of events. Asked for explanations only. */
  @WithDefault("http://127.0.0.1:8085")
  URI reportingUrl();
}
