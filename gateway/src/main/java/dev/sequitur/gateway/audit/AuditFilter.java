package dev.sequitur.gateway.audit;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are wanted; what is null leaves all.
 *
 * @param who the principal
 * @param action the beginning of an action: {@code rule:} or all of it
 * @param object the resource
 * @param from inclusive
 * @param to exclusive
 */
record AuditFilter(
    @Nullable String who,
    @Nullable String action,
    @Nullable String object,
    @Nullable Instant from,
    @Nullable Instant to) {

  static final AuditFilter ALL = new AuditFilter(null, null, null, null, null);

  static final Set<String> PARAMETERS = Set.of("who", "action", "object", "from", "to");

  static AuditFilter of(QueryParameters parameters) {
    return new AuditFilter(
        parameters.text("who"),
        parameters.text("action"),
        parameters.text("object"),
        parameters.instant("from"),
        parameters.instant("to"));
  }

  /** Adds what is wanted to a statement and its arguments. */
  void addTo(StringBuilder sql, List<Object> arguments) {
    add(sql, arguments, " AND principal = ?", who);
    add(sql, arguments, " AND starts_with(action, ?)", action);
    add(sql, arguments, " AND resource = ?", object);
    add(sql, arguments, " AND at >= ?", from == null ? null : AuditTable.offset(from));
    add(sql, arguments, " AND at < ?", to == null ? null : AuditTable.offset(to));
  }

  private static void add(
      StringBuilder sql, List<Object> arguments, String condition, @Nullable Object value) {
    if (value != null) {
      sql.append(condition);
      arguments.add(value);
    }
  }
}
