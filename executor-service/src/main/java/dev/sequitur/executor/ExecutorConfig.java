package dev.sequitur.executor;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What can be set on the executor. */
@ConfigMapping(prefix = "sequitur.executor")
public interface ExecutorConfig {

  /** Calls in flight at most; also how many may be repeated after the process was killed. */
  @WithDefault("512")
  int callsInFlight();

  /** Calls in flight at most for one workspace towards one host and port. */
  @WithDefault("384")
  int callsPerHost();

  /** Effects parked in the ledger beyond which no further commands are taken. */
  @WithDefault("100000")
  long parkedAtMost();

  /** How long a command may wait for its first attempt. */
  @WithDefault("P1D")
  Duration parkedAtLongest();

  /** How often due work is looked for when nothing asks for it earlier. */
  @WithDefault("200ms")
  Duration pollEvery();

  /** How long an owner may be silent beyond an attempt's own time before its effect is taken. */
  @WithDefault("15s")
  Duration leaseMargin();

  /** How long a target that honours idempotency keys is trusted to remember one. */
  @WithDefault("P1D")
  Duration keyLife();

  /** How long dead letters are kept. */
  @WithDefault("P90D")
  Duration deadLettersKept();

  /** How many emitted events may lie behind an event. */
  @WithDefault("16")
  int emitHops();

  /** Connections to one database at most, for each connection that is defined. */
  @WithDefault("4")
  int sqlConnections();

  /** How long what was connected for a definition is kept while nothing uses it. */
  @WithDefault("2m")
  Duration connectionsKept();
}
