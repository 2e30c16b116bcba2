package dev.sequitur.executor.action.sql;

import dev.sequitur.contracts.Attempt.Phase;
import dev.sequitur.executor.action.ActionContext;
import dev.sequitur.executor.action.ActionResult;
import dev.sequitur.executor.action.EffectCode;
import dev.sequitur.executor.action.Progress;
import dev.sequitur.executor.connection.ConnectedCalls;
import dev.sequitur.executor.connection.ConnectionType;
import dev.sequitur.executor.connection.OpenConnection;
import dev.sequitur.kit.secret.SecretUnavailableException;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletionStage;

/** Runs SQL in a transaction of its own, in a session of the connection that the call names. */
@Singleton
class SqlCalls {

  /** What happens within the transaction; what it gives ends it well. */
  interface Work {
    ActionResult in(Session session) throws SQLException;
  }

  /** A session within its transaction. */
  record Session(Connection jdbc, OpenConnection open, ActionContext context) {}

  private final ConnectedCalls calls;
  private final Databases databases;

  SqlCalls(ConnectedCalls calls, Databases databases) {
    this.calls = calls;
    this.databases = databases;
  }

  /** Makes an attempt; work that succeeds is committed, all else is rolled back. */
  CompletionStage<ActionResult> call(
      ActionContext context, String connection, boolean readOnly, Work work) {
    return calls.call(
        context,
        ConnectionType.POSTGRESQL,
        connection,
        (open, progress) -> attempt(context, open, readOnly, new Tracked(work, progress)));
  }

  private record Tracked(Work work, Progress progress) {}

  private ActionResult attempt(
      ActionContext context, OpenConnection open, boolean readOnly, Tracked tracked) {
    SqlSessions sessions;
    try {
      sessions = databases.take(open);
    } catch (RuntimeException e) {
      return ActionResult.failed(
          Phase.CONNECTING, EffectCode.CONNECT_FAILED, "the connection's settings cannot be used");
    }
    try {
      var jdbc = sessions.take(context.timeout());
      if (jdbc == null) {
        return ActionResult.failed(
            Phase.CONNECTING, EffectCode.TIMEOUT, "no session with the database became free");
      }
      return transaction(new Session(jdbc, open, context), sessions, readOnly, tracked);
    } catch (SQLException e) {
      return SqlAnswer.of(e, open, Phase.CONNECTING);
    } finally {
      databases.giveBack(open);
    }
  }

  private static ActionResult transaction(
      Session session, SqlSessions sessions, boolean readOnly, Tracked tracked) {
    var sound = false;
    try {
      begin(session, readOnly);
      // What happened before changed nothing; from the first statement of the user's it may.
      tracked.progress().writing();
      var result = tracked.work().in(session);
      if (result.code() == null) {
        session.jdbc().commit();
      } else {
        session.jdbc().rollback();
      }
      sound = true;
      return result;
    } catch (SQLException e) {
      var result = SqlAnswer.of(e, session.open(), tracked.progress().reached());
      sound = result.phase() == Phase.ANSWERED && rolledBack(session);
      return result;
    } catch (SecretUnavailableException e) {
      sound = rolledBack(session);
      return ActionResult.failed(
          Phase.PREPARED, EffectCode.SECRET_UNAVAILABLE, String.valueOf(e.getMessage()));
    } finally {
      sessions.giveBack(session.jdbc(), sound);
    }
  }

  private static void begin(Session session, boolean readOnly) throws SQLException {
    var jdbc = session.jdbc();
    jdbc.setAutoCommit(false);
    jdbc.setReadOnly(readOnly);
    try (var set = jdbc.prepareStatement("SELECT set_config('statement_timeout', ?, true)")) {
      set.setString(1, Long.toString(session.context().timeout().toMillis()));
      set.execute();
    }
  }

  private static boolean rolledBack(Session session) {
    try {
      session.jdbc().rollback();
      return true;
    } catch (SQLException e) {
      return false;
    }
  }
}
