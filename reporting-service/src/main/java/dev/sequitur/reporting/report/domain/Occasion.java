package dev.sequitur.reporting.report.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a report is made by itself, and who gets it.
 *
 * @param on types of events, each of which has the report made once; empty = only when asked for
 */
public record Occasion(List<String> on, @Nullable Delivery delivery) {

  /** Never by itself. */
  public static final Occasion NONE = new Occasion(List.of(), null);

  /**
   * One e-mail with the report.
   *
   * @param connection of type smtp
   * @param format what is attached
   * @param unlessEmpty true = no mail if no table has a row
   */
  public record Delivery(List<String> to, String connection, String format, boolean unlessEmpty) {}
}
