package dev.sequitur.gateway;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The gateway's own limits. */
@ConfigMapping(prefix = "sequitur.gateway")
public interface GatewayConfig {

  /** Requests that may be with one service at a time; further ones get 503. */
  @WithDefault("256")
  int maxInFlight();

  /** How long an owner may be silent before its caller gets 503. */
  @WithDefault("30s")
  Duration ownerTimeout();

  /** How long a browser stays signed in. */
  @WithDefault("12h")
  Duration sessionLifetime();

  /** How long a session and its roles are believed without asking the database again. */
  @WithDefault("5s")
  Duration sessionCache();

  /** How often the table of API keys is held against the topic. */
  @WithDefault("30s")
  Duration keyReconciliation();
}
