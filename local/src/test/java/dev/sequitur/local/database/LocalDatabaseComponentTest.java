package dev.sequitur.local.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalDatabaseComponentTest {

  private static LocalDatabase database;

  @BeforeAll
  static void start(@TempDir Path folder) {
    database = LocalDatabase.start(folder);
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  @Test
  void migrationsRunOnceHoweverOftenTheyAreAskedFor(@TempDir Path scripts) throws Exception {
    SchemaAccess access = database.provision("trigger");
    Files.writeString(scripts.resolve("V0001__hooks.sql"), "CREATE TABLE hooks (path text);");

    assertThat(Migrations.run(access, scripts)).isEqualTo(1);
    assertThat(Migrations.run(access, scripts)).isZero();

    Files.writeString(scripts.resolve("V0002__more.sql"), "CREATE TABLE more (path text);");
    assertThat(Migrations.run(access, scripts)).isEqualTo(1);
  }

  @Test
  void aServiceWithoutMigrationsIsNoError(@TempDir Path empty) {
    SchemaAccess access = database.provision("gateway");

    assertThat(Migrations.run(access, empty)).isZero();
    assertThat(Migrations.run(access, empty.resolve("not-there"))).isZero();
  }

  @Test
  void eachRoleSeesWhatItMay(@TempDir Path scripts) throws Exception {
    SchemaAccess access = database.provision("rule");
    migrateRules(access, scripts);
    execute(access.path(), "INSERT INTO rules VALUES ('a', 'one'), ('b', 'two')");

    assertThat(count(access.path(), "rules")).isEqualTo(2);
    assertThat(count(access.api(), "rules")).isZero();
    assertThat(count(access.owner(), "rules")).isZero();
    assertThatThrownBy(() -> execute(access.api(), "SELECT 1 FROM flyway_schema_history"))
        .hasMessageContaining("permission denied");
    assertThatThrownBy(() -> execute(access.api(), "CREATE TABLE mine (a int)"))
        .hasMessageContaining("permission denied");
  }

  @Test
  void noRoleSeesAnotherServicesSchema(@TempDir Path scripts) throws Exception {
    SchemaAccess executor = database.provision("executor");
    SchemaAccess reporting = database.provision("reporting");
    Files.writeString(scripts.resolve("V0001__runs.sql"), "CREATE TABLE runs (id text);");
    Migrations.run(reporting, scripts);

    assertThatThrownBy(() -> execute(executor.path(), "SELECT * FROM reporting.runs"))
        .hasMessageContaining("permission denied for schema reporting");
  }

  @Test
  void whatWasCommittedSurvivesBeingKilled(@TempDir Path scripts) throws Exception {
    SchemaAccess access = database.provision("notification");
    Files.writeString(scripts.resolve("V0001__inbox.sql"), "CREATE TABLE inbox (id text);");
    Migrations.run(access, scripts);
    execute(access.path(), "INSERT INTO inbox VALUES ('kept')");

    database.kill();
    assertThat(database.superuser().answers()).isFalse();
    database.restart();

    assertThat(count(access.path(), "inbox")).isEqualTo(1);
  }

  private static void migrateRules(SchemaAccess access, Path scripts) throws IOException {
    Files.writeString(
        scripts.resolve("V0001__rules.sql"),
        """
        CREATE TABLE rules (workspace text, name text);
        ALTER TABLE rules ENABLE ROW LEVEL SECURITY;
        ALTER TABLE rules FORCE ROW LEVEL SECURITY;
        CREATE POLICY api ON rules TO rule_api
          USING (workspace = current_setting('sequitur.workspace', true));
        CREATE POLICY path ON rules TO rule_path USING (true);
        """);
    Migrations.run(access, scripts);
  }

  private static void execute(DatabaseAccess access, String statement) throws SQLException {
    try (Connection connection = access.connect();
        Statement executed = connection.createStatement()) {
      executed.execute(statement);
    }
  }

  private static int count(DatabaseAccess access, String table) throws SQLException {
    try (Connection connection = access.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + table)) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
