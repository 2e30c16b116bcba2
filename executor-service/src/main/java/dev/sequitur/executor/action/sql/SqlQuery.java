package dev.sequitur.executor.action.sql;

import dev.sequitur.contracts.Delivery;
import dev.sequitur.executor.action.Action;
import dev.sequitur.executor.action.ActionContext;
import dev.sequitur.executor.action.ActionResult;
import dev.sequitur.executor.action.ActionType;
import dev.sequitur.executor.action.http.RenderedRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * {@code sql.query@1}: reads rows by one statement, in a read-only transaction.
 *
 * <p>Takes {@code connection}, {@code sql}, {@code params} and {@code limit} (1 to 1,000 rows, 100
 * by default). Values are bound, never put into the text. Output: {@code rows}, {@code count}, and
 * {@code truncated} if there were more rows or more than 64 KB. Delivery: idempotent.
 */
@ApplicationScoped
class SqlQuery implements Action<SqlArguments> {

  private static final int FETCHED = 50;

  private static final ActionType TYPE =
      new ActionType(
          "sql.query@1",
          "Reads rows from a PostgreSQL database.",
          Delivery.IDEMPOTENT,
          SqlSchema.QUERY,
          SqlSchema.ROWS);

  private final SqlCalls calls;

  SqlQuery(SqlCalls calls) {
    this.calls = calls;
  }

  @Override
  public ActionType type() {
    return TYPE;
  }

  @Override
  public SqlArguments read(Map<String, @Nullable Object> with) {
    return SqlArguments.read(with, SqlArguments.QUERIES, true);
  }

  @Override
  public CompletionStage<ActionResult> perform(ActionContext context, SqlArguments arguments) {
    return calls.call(context, arguments.connection(), true, session -> rows(session, arguments));
  }

  private static ActionResult rows(SqlCalls.Session session, SqlArguments arguments)
      throws SQLException {
    var used = new ArrayList<String>(0);
    try (var statement =
        session
            .jdbc()
            .prepareStatement(
                arguments.statement().sql(),
                ResultSet.TYPE_FORWARD_ONLY,
                ResultSet.CONCUR_READ_ONLY)) {
      // Fetched by a cursor: what is not wanted is not sent.
      statement.setFetchSize(FETCHED);
      statement.setMaxRows(arguments.rows() + 1);
      SqlParameters.bind(
          statement, arguments, RenderedRequest.remembering(session.context(), used));
      try (var result = statement.executeQuery()) {
        return ActionResult.succeeded(null, SqlRows.read(result, arguments.rows(), used));
      }
    }
  }
}
