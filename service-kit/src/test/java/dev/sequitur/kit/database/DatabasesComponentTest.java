package dev.sequitur.kit.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sequitur.kit.kafka.Faults;
import dev.sequitur.kit.test.Infrastructure;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** I6: a request sees the rows of its workspace, whatever it asks for. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class DatabasesComponentTest {

  private static final String COUNT =
      "SELECT count(*) FROM definitions WHERE kind = 'Row' AND name LIKE ? || '%'";

  @Inject ApiDatabase api;
  @Inject PathDatabase path;
  @Inject AgroalDataSource apiSource;

  private final String mark = "r" + UUID.randomUUID();
  private final String mine = "mine-" + mark;
  private final String other = "other-" + mark;

  @BeforeEach
  void twoWorkspaces() {
    api.run(mine, transaction -> insert(transaction.connection(), mine, mark + "-1"));
    api.run(mine, transaction -> insert(transaction.connection(), mine, mark + "-2"));
    api.run(other, transaction -> insert(transaction.connection(), other, mark + "-3"));
  }

  @Test
  void aRequestSeesItsWorkspaceAlone() {
    assertThat(api.<Integer>in(mine, transaction -> count(transaction.connection()))).isEqualTo(2);
    assertThat(api.<Integer>in(other, transaction -> count(transaction.connection()))).isEqualTo(1);
    assertThat(api.<Integer>in("none", transaction -> count(transaction.connection()))).isZero();
    assertThat(api.<Integer>in("", transaction -> count(transaction.connection()))).isZero();
  }

  @Test
  void withoutAWorkspaceThereIsNothingToSee() throws SQLException {
    // The same connections have served workspaces before: nothing of that sticks to them.
    for (int i = 0; i < 5; i++) {
      try (var connection = apiSource.getConnection()) {
        assertThat(count(connection)).isZero();
      }
    }
  }

  @Test
  void theDataPathSeesAll() {
    assertThat(path.<Integer>transact(transaction -> count(transaction.connection()))).isEqualTo(3);
  }

  @Test
  void noRowCanBePutIntoAnotherWorkspace() {
    assertThatThrownBy(
            () ->
                api.run(mine, transaction -> insert(transaction.connection(), other, mark + "-4")))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("row-level security")
        .satisfies(fault -> assertThat(Faults.isTransient(fault)).isFalse());
  }

  @Test
  void noRowOfAnotherWorkspaceCanBeChangedOrMoved() {
    assertThat(update("UPDATE definitions SET revision = 9 WHERE name LIKE ? || '%'")).isEqualTo(2);
    assertThat(update("DELETE FROM definitions WHERE name LIKE ? || '%'")).isEqualTo(2);
    assertThat(path.<Integer>transact(transaction -> count(transaction.connection()))).isEqualTo(1);
  }

  @Test
  void aFailedTransactionLeavesNothingAndItsConnectionIsOfUse() {
    assertThatThrownBy(
            () ->
                path.run(
                    transaction -> {
                      insert(transaction.connection(), mine, mark + "-5");
                      throw new SQLException("planted", "40001");
                    }))
        .isInstanceOf(DatabaseException.class)
        .satisfies(fault -> assertThat(Faults.isTransient(fault)).isTrue());

    assertThat(path.<Integer>transact(transaction -> count(transaction.connection()))).isEqualTo(3);
  }

  private int update(String sql) {
    return api.in(
        mine,
        transaction -> {
          try (var update = transaction.connection().prepareStatement(sql)) {
            update.setString(1, mark);
            return update.executeUpdate();
          }
        });
  }

  private int count(Connection connection) throws SQLException {
    try (var select = connection.prepareStatement(COUNT)) {
      select.setString(1, mark);
      try (var found = select.executeQuery()) {
        found.next();
        return found.getInt(1);
      }
    }
  }

  private static void insert(Connection connection, String workspace, String name)
      throws SQLException {
    try (var insert =
        connection.prepareStatement(
            "INSERT INTO definitions (workspace, kind, name, uid, revision, version, change, draft,"
                + " updated_at, updated_by) VALUES (?, 'Row', ?, ?, 1, 0, 0, '{}', now(), 'x')")) {
      insert.setString(1, workspace);
      insert.setString(2, name);
      insert.setObject(3, UUID.randomUUID());
      insert.executeUpdate();
    }
  }
}
