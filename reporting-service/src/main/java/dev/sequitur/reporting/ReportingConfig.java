package dev.sequitur.reporting;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long things are kept here, and how patient the projection is. */
@ConfigMapping(prefix = "sequitur.reporting")
public interface ReportingConfig {

  /** Runs, their actions and the event index are purged when older than this. */
  @WithDefault("P30D")
  Duration retention();

  /** Hourly counts are purged when older than this. */
  @WithDefault("P400D")
  Duration statisticsRetention();

  /** A run that is still open this long after its decision counts as overdue. */
  @WithDefault("PT2H")
  Duration overdueAfter();

  /**
   * How long records are gathered. Longer than most runs take: what is told of one run then is one
   * write. Not longer still: all that was gathered is in memory at once, and collecting garbage
   * costs by that.
   */
  @WithDefault("250ms")
  Duration gather();

  /** Rows that one purging transaction deletes at most. */
  @WithDefault("1000")
  int purgeBatch();

  /** Reports are deleted when older than this. */
  @WithDefault("P400D")
  Duration reportRetention();

  /** Rows that a report may have to be written as PDF; other formats take all. */
  @WithDefault("20000")
  int pdfRows();

  /** A client that takes nothing of a long answer for so long is cut off. */
  @WithDefault("30s")
  Duration clientPatience();

  /** Exports that are under way at once; each holds a connection to the database. */
  @WithDefault("2")
  int concurrentExports();

  /** Clients that listen to what happens, on this replica. */
  @WithDefault("100")
  int liveClients();

  /** Who comes back within this time misses nothing. Longer than two minutes. */
  @WithDefault("PT10M")
  Duration liveRetention();

  /** How often is looked for what happened, while somebody listens. */
  @WithDefault("250ms")
  Duration livePoll();

  /** A sign of life where nothing happens; more often than proxies lose patience. */
  @WithDefault("10s")
  Duration liveHeartbeat();

  /** After this time a client has to come back, and may then no longer be permitted to. */
  @WithDefault("PT15M")
  Duration liveLifetime();
}
