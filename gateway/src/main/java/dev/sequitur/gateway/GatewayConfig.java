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

  /** How much one may ask for. */
  Limits limits();

  /** Each is counted by each replica for itself; a rate of 0 is no limit. */
  interface Limits {

    /** Requests a second of one account or API key. */
    @WithDefault("20000")
    int callerRate();

    /** Requests a second about one workspace, those that bring events aside. */
    @WithDefault("20000")
    int workspaceRate();

    /** Webhooks and requests with events a second for one workspace. */
    @WithDefault("50000")
    int eventRate();

    /** For how long one may have asked for nothing and then ask for all of it at once. */
    @WithDefault("2s")
    Duration burst();
  }
}
