package dev.sequitur.executor.action.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          SELECT 1                                  | SELECT 1                                |
          select * from a where b = :b;             | select * from a where b = ?             | b
          SELECT :a, :b, :a                         | SELECT ?, ?, ?                          | a,b,a
          SELECT ?, ?                               | SELECT ?, ?                             | 0,1
          SELECT ':a ?' , ?                         | SELECT ':a ?' , ?                       | 0
          SELECT 'it''s :a', :b                     | SELECT 'it''s :a', ?                    | b
          SELECT E'\\'; :a', :b                     | SELECT E'\\'; :a', ?                    | b
          SELECT 'a\\', :b                          | SELECT 'a\\', ?                         | b
          SELECT "odd;name", :b                     | SELECT "odd;name", ?                    | b
          SELECT $$; :a ?$$, :b                     | SELECT $$; :a ?$$, ?                    | b
          SELECT $t$ $$ ; $t$, :b                   | SELECT $t$ $$ ; $t$, ?                  | b
          SELECT a::text, :b::uuid                  | SELECT a::text, ?::uuid                 | b
          SELECT a[1:2], b[:n]                      | SELECT a[1:2], b[?]                     | n
          SELECT a ?? 'k', :b                       | SELECT a ?? 'k', ?                      | b
          SELECT a - -1, b / 2                      | SELECT a - -1, b / 2                    |
          SELECT a$b$c                              | SELECT a$b$c                            |
          """)
  void placesAreFoundWhereCodeIs(String text, String sql, String names) {
    var read = SqlText.of(text);

    assertThat(read).isInstanceOf(SqlText.Statement.class);
    assertThat(((SqlText.Statement) read).sql()).isEqualTo(sql);
    assertThat(String.join(",", ((SqlText.Statement) read).names()))
        .isEqualTo(names == null ? "" : names);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ; ",
        "SELECT 1; DROP TABLE a",
        "SELECT 1;;",
        "SELECT 1; --",
        "SELECT 1 -- :a",
        "SELECT /* ; */ 1",
        "SELECT 'open",
        "SELECT \"open",
        "SELECT $t$ open $$",
        "SELECT E'open\\'",
        "SELECT ?, :a",
        "SELECT $1",
        "SELECT 'a' ; SELECT 'b'",
        "SELECT 1\0"
      })
  void whatIsNotOneStatementIsRefused(String text) {
    assertThat(SqlText.of(text)).isInstanceOf(SqlText.Refused.class);
  }

  @Test
  void placesAndParamsMustMatch() {
    var statement = (SqlText.Statement) SqlText.of("SELECT :a, :b");

    assertThat(SqlText.unmatched(statement, Map.of("a", 1, "b", 2))).isEmpty();
    assertThat(SqlText.unmatched(statement, Map.of("a", 1, "c", 2))).isEqualTo(List.of("b", "c"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "COPY a FROM PROGRAM 'id'",
        "DO $$ BEGIN END $$",
        "SET ROLE postgres",
        "CREATE TABLE a (b int)",
        "DROP TABLE a",
        "EXECUTE a",
        "COMMIT",
        "GRANT ALL ON a TO b",
        "(SELECT 1)"
      })
  void onlyStatementsOfDataAreTaken(String text) {
    var with =
        Map.<String, @org.jspecify.annotations.Nullable Object>of("connection", "c", "sql", text);

    for (var verbs : List.of(SqlArguments.QUERIES, SqlArguments.CHANGES)) {
      org.assertj.core.api.Assertions.assertThatThrownBy(
              () -> SqlArguments.read(with, verbs, false))
          .hasMessageContaining("must begin with");
    }
  }
}
