package dev.sequitur.kit.kafka;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.RetriableException;

/** Tells a fault that passes (try again) from a record that can never be handled (poison). */
public final class Faults {

  /**
   * SQLSTATE classes: connection, transaction rollback, resources, not in prerequisite state,
   * operator intervention, system.
   */
  private static final Set<String> PASSING = Set.of("08", "40", "53", "55", "57", "58");

  private Faults() {}

  /** True if the same work may succeed later without anybody changing it. */
  public static boolean isTransient(Throwable fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (isItselfTransient(cause)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isItselfTransient(Throwable cause) {
    return switch (cause) {
      case SQLException sql -> passes(sql);
      case RetriableException _, IOException _, TimeoutException _ -> true;
      case TransientFaultException _ -> true;
      default -> false;
    };
  }

  private static boolean passes(SQLException sql) {
    var state = sql.getSQLState();
    // The pool's own time-outs carry no state.
    return state == null || state.length() < 2 || PASSING.contains(state.substring(0, 2));
  }
}
