package dev.sequitur.kit.database;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.kit.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is bound is what the database has. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class ColumnsComponentTest {

  private static final String ECHO =
      """
      SELECT id, text, json, at, small, large, gap
      FROM unnest(?::uuid[], ?::text[], ?::json[], ?::timestamptz[], ?::int[], ?::bigint[], ?::bigint[])
        WITH ORDINALITY AS v(id, text, json, at, small, large, gap, n)
      ORDER BY n
      """;

  /** One row of every type. */
  record Row(
      @Nullable UUID id,
      @Nullable String text,
      @Nullable String json,
      @Nullable Instant at,
      int small,
      long large,
      @Nullable Long gap) {}

  @Inject PathDatabase database;

  @Test
  void everyTypeArrivesWithGapsAndExtremes() {
    var rows =
        List.of(
            row(
                new UUID(1, 2),
                "a",
                "{\"k\":\"\\u0000\"}",
                "2026-11-26T10:00:00.123456Z",
                1,
                2,
                3L),
            new Row(null, null, null, null, Integer.MIN_VALUE, Long.MIN_VALUE, null),
            row(
                new UUID(-1, -1),
                "Grüße 👋 \"quoted\" {,} \\ NULL",
                "[1, null]",
                "1999-12-31T23:59:59.999999Z",
                Integer.MAX_VALUE,
                Long.MAX_VALUE,
                Long.MIN_VALUE),
            row(new UUID(0, 0), "", "null", "1969-12-31T00:00:00Z", 0, 0, 0L),
            row(new UUID(0, 1), "x".repeat(100_000), "0", "9999-12-31T23:59:59Z", -1, -1, -1L));

    assertThat(echo(rows)).isEqualTo(rows);
  }

  @Test
  void noRowsAreNoRows() {
    assertThat(echo(List.of())).isEmpty();
  }

  @Test
  void whatTheDatabaseCannotKeepIsReplacedOrCut() {
    var kept =
        echo(List.of(
                row(
                    new UUID(0, 0),
                    "a\u0000b\ud83dc",
                    "0",
                    "2026-01-01T00:00:00.1234569Z",
                    0,
                    0,
                    0L)))
            .getFirst();

    assertThat(kept.text()).isEqualTo("a\uFFFDb\uFFFDc");
    assertThat(kept.at()).isEqualTo("2026-01-01T00:00:00.123456Z");
  }

  private static Row row(
      UUID id, String text, String json, String at, int small, long large, Long gap) {
    return new Row(id, text, json, Instant.parse(at), small, large, gap);
  }

  private List<Row> echo(List<Row> rows) {
    return database.transact(
        transaction -> {
          try (var select = transaction.connection().prepareStatement(ECHO)) {
            new Columns<>(select, rows)
                .uuids(Row::id)
                .texts(Row::text)
                .json(row -> row.json() == null ? null : row.json().getBytes(UTF_8))
                .instants(Row::at)
                .ints(Row::small)
                .longs(Row::large)
                .nullableLongs(Row::gap);
            var echoed = new ArrayList<Row>();
            try (var found = select.executeQuery()) {
              while (found.next()) {
                echoed.add(read(found));
              }
            }
            return echoed;
          }
        });
  }

  private static Row read(ResultSet row) throws SQLException {
    var at = row.getObject(4, OffsetDateTime.class);
    return new Row(
        row.getObject(1, UUID.class),
        row.getString(2),
        row.getString(3),
        at == null ? null : at.toInstant(),
        row.getInt(5),
        row.getLong(6),
        row.getObject(7, Long.class));
  }
}
