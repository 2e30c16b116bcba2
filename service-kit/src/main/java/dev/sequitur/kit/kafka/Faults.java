package dev.sequitur.kit.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sequitur.contracts.UnreadableException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;

/** Tells a fault that passes (try again) from a record that can never be handled (poison). */
public final class Faults {

  /**
   * SQLSTATE classes: connection, transaction rollback, resources, not in prerequisite state,
   * operator intervention, system; read-only and invalid transaction states (a standby that is
   * being promoted), refused log-ins, and a database or schema that is not there (yet).
   */
  private static final Set<String> PASSING =
      Set.of("08", "25", "28", "3D", "3F", "40", "53", "55", "57", "58");

  /**
   * A plan that a migration has outdated; a table or column whose migration has not run yet: it is
   * never the record's fault.
   */
  private static final Set<String> PASSING_STATES = Set.of("0A000", "26000", "42P01", "42703");

  private Faults() {}

  /** True if the same work may succeed later without anybody changing it. */
  public static boolean isTransient(Throwable fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      // What cannot be read stays so, although Jackson's exceptions are I/O exceptions.
      if (isOfTheRecord(cause)) {
        return false;
      }
      if (isItselfTransient(cause)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOfTheRecord(Throwable cause) {
    return switch (cause) {
      case UnreadableException _, JsonProcessingException _, CharacterCodingException _ -> true;
      case RecordTooLargeException _, SerializationException _, InvalidTopicException _ -> true;
      case InvalidRecordException _ -> true;
      default -> false;
    };
  }

  private static boolean isItselfTransient(Throwable cause) {
    return switch (cause) {
      case SQLException sql -> passes(sql);
      case KafkaException _, IOException _, TimeoutException _ -> true;
      case TransientFaultException _ -> true;
      default -> false;
    };
  }

  private static boolean passes(SQLException sql) {
    var state = sql.getSQLState();
    // The pool's own time-outs carry no state.
    return state == null
        || state.length() < 2
        || PASSING.contains(state.substring(0, 2))
        || PASSING_STATES.contains(state);
  }
}
