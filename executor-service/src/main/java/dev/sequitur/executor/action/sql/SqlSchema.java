package dev.sequitur.executor.action.sql;

import dev.sequitur.executor.action.Schemas;
import java.util.List;
import java.util.Map;

/** What goes into the SQL actions and what comes out, as JSON Schema 2020-12. */
final class SqlSchema {

  private static final Map<String, Object> SQL =
      Schemas.literal(
          SqlArguments.LONGEST, "one statement, with ? or :name where values go; no comments");

  private static final Map<String, Object> PARAMS =
      Map.of(
          "type",
          List.of("object", "array"),
          "description",
          "values by the names of their places, or in their order");

  static final Map<String, Object> QUERY =
      Schemas.object(
          List.of("connection", "sql"),
          Map.of(
              "connection",
              Schemas.connection("postgresql"),
              "sql",
              SQL,
              "params",
              PARAMS,
              "limit",
              Map.of(
                  "type",
                  "integer",
                  "minimum",
                  1,
                  "maximum",
                  SqlArguments.MOST_ROWS,
                  "default",
                  100),
              "timeout",
              Schemas.DURATION));

  static final Map<String, Object> EXECUTE =
      Schemas.object(
          List.of("connection", "sql"),
          Map.of(
              "connection",
              Schemas.connection("postgresql"),
              "sql",
              SQL,
              "params",
              PARAMS,
              "timeout",
              Schemas.DURATION));

  static final Map<String, Object> ROWS =
      Schemas.output(
          Map.of(
              "rows", Map.of("type", "array", "items", Map.of("type", "object")),
              "count", Map.of("type", "integer"),
              "truncated", Map.of("type", "boolean")));

  static final Map<String, Object> CHANGED =
      Schemas.output(
          Map.of(
              "changed", Map.of("type", List.of("integer", "null")),
              "repeated", Map.of("type", "boolean")));

  private SqlSchema() {}
}
