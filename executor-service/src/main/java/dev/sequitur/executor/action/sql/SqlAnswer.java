package dev.sequitur.executor.action.sql;

import dev.sequitur.contracts.Attempt.Phase;
import dev.sequitur.executor.action.ActionResult;
import dev.sequitur.executor.action.EffectCode;
import dev.sequitur.executor.connection.OpenConnection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What an error of the database means, by its SQLSTATE (PostgreSQL's manual, appendix A). */
final class SqlAnswer {

  /** Rolled back for reasons that pass: conflicts, locks, cancelled for time, too many sessions. */
  private static final Set<String> PASSING =
      Set.of("40001", "40P01", "55P03", "57014", "53000", "53100", "53200", "53300");

  /** The server ends or has not begun; its transactions are rolled back. */
  private static final Set<String> ENDING = Set.of("57P01", "57P02", "57P03");

  private SqlAnswer() {}

  /**
   * Judges an error.
   *
   * @param reached how far the attempt had come
   */
  static ActionResult of(SQLException failure, OpenConnection open, Phase reached) {
    var state = String.valueOf(failure.getSQLState());
    if (PASSING.contains(state)) {
      return answered(EffectCode.TARGET_BUSY, "the database asks for patience", failure, open);
    }
    if (state.startsWith("08") || ENDING.contains(state) || failure.getSQLState() == null) {
      return broken(failure, reached);
    }
    return answered(EffectCode.TARGET_REFUSED, "the database refused", failure, open);
  }

  private static ActionResult broken(SQLException failure, Phase reached) {
    if (reached != Phase.CONNECTING) {
      return ActionResult.failed(
          Phase.WRITTEN, EffectCode.CONNECTION_CUT, "the session ended before its answer came");
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SSLException) {
        return ActionResult.failed(
            Phase.CONNECTING, EffectCode.TLS_FAILED, "no trustworthy TLS connection came about");
      }
    }
    return ActionResult.failed(
        Phase.CONNECTING, EffectCode.CONNECT_FAILED, "no session with the database came about");
  }

  private static ActionResult answered(
      EffectCode code, String detail, SQLException failure, OpenConnection open) {
    return new ActionResult(Phase.ANSWERED, null, code, detail, null, output(failure, open));
  }

  private static Map<String, @Nullable Object> output(SQLException failure, OpenConnection open) {
    return Map.of(
        "sqlState",
        String.valueOf(failure.getSQLState()),
        "message",
        open.shown(failure.getMessage()));
  }
}
