package dev.sequitur.reporting.report.domain;

import dev.sequitur.contracts.EventReference;
import dev.sequitur.contracts.Starter;

/**
 * Why a report is made that nobody asked for.
 *
 * @param event that was accepted
 * @param starter the definition that was in force then
 */
public record Cause(EventReference event, Starter starter) {

  /** As in {@link Starter#kind}. */
  public static final String KIND = "ReportDefinition";

  /** Emitted events behind the event. */
  public int hops() {
    var hops = event.hops();
    return hops == null ? 0 : hops;
  }
}
