package dev.sequitur.executor.action.sql;

import dev.sequitur.contracts.Attempt.Phase;
import dev.sequitur.contracts.Delivery;
import dev.sequitur.executor.action.Action;
import dev.sequitur.executor.action.ActionContext;
import dev.sequitur.executor.action.ActionResult;
import dev.sequitur.executor.action.ActionType;
import dev.sequitur.executor.action.EffectCode;
import dev.sequitur.executor.action.http.RenderedRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * {@code sql.execute@1}: changes rows by one statement, exactly once.
 *
 * <p>Takes {@code connection}, {@code sql} and {@code params}. Statement and marker, a row of the
 * target's own with the effect's key, are one transaction: whoever repeats the effect, because the
 * first attempt's answer was lost or its process killed, finds the marker and changes nothing.
 * Output: {@code changed} (rows) and {@code repeated}. Delivery: transactional.
 */
@ApplicationScoped
class SqlExecute implements Action<SqlArguments> {

  private static final ActionType TYPE =
      new ActionType(
          "sql.execute@1",
          "Changes rows of a PostgreSQL database, exactly once.",
          Delivery.TRANSACTIONAL,
          SqlSchema.EXECUTE,
          SqlSchema.CHANGED);

  private final SqlCalls calls;

  SqlExecute(SqlCalls calls) {
    this.calls = calls;
  }

  @Override
  public ActionType type() {
    return TYPE;
  }

  @Override
  public SqlArguments read(Map<String, @Nullable Object> with) {
    return SqlArguments.read(with, SqlArguments.CHANGES, false);
  }

  @Override
  public CompletionStage<ActionResult> perform(ActionContext context, SqlArguments arguments) {
    return calls.call(context, arguments.connection(), false, session -> once(session, arguments));
  }

  private static ActionResult once(SqlCalls.Session session, SqlArguments arguments)
      throws SQLException {
    var marker = new Marker(session);
    if (!marker.isThere()) {
      return ActionResult.failed(
          Phase.PREPARED,
          EffectCode.MARKER_TABLE_MISSING,
          "the table " + marker.table() + " is not there, and may not be made by this connection");
    }
    if (!marker.set()) {
      return result(marker.changed(), true);
    }
    try (var statement = session.jdbc().prepareStatement(arguments.statement().sql())) {
      SqlParameters.bind(
          statement, arguments, RenderedRequest.remembering(session.context(), new ArrayList<>(0)));
      // A SELECT of a function changes what the function changes, and counts no rows.
      long changed = statement.execute() ? 0 : statement.getLargeUpdateCount();
      marker.note(changed);
      return result(changed, false);
    }
  }

  private static ActionResult result(@Nullable Long changed, boolean repeated) {
    Map<String, @Nullable Object> output = new LinkedHashMap<>();
    output.put("changed", changed);
    output.put("repeated", repeated);
    return ActionResult.succeeded(null, output);
  }
}
