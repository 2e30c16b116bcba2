package dev.sequitur.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.local.database.DatabaseAccess;
import dev.sequitur.local.database.LocalDatabase;
import dev.sequitur.local.platform.Secrets;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What images run besides services: secrets, migrations, the first link. */
class ContainerCommandsComponentTest {

  private static final List<String> PARTS =
      List.of(
          "gateway",
          "trigger-service",
          "rule-service",
          "executor-service",
          "notification-service",
          "reporting-service");

  private static LocalDatabase database;
  private final StringWriter out = new StringWriter();

  @BeforeAll
  static void start(@TempDir Path folder) {
    database = LocalDatabase.start(folder);
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  @Test
  void eachServiceIsHandedItsOwnAndNothingElse(@TempDir Path folder) throws IOException {
    assertThat(secrets(folder)).isZero();
    var kept = new Secrets(folder.resolve("kept"));
    for (var part : PARTS) {
      var schema = part.replace("-service", "");
      var keys = properties(folder.resolve("out").resolve(part));
      assertThat(keys.getProperty("sequitur.database.api-password"))
          .isEqualTo(kept.passwords(schema).api());
      var whole = Files.readString(folder.resolve("out").resolve(part + "/application.properties"));
      assertThat(whole).doesNotContain(kept.passwords(schema).owner(), kept.superuserPassword());
      for (var other : PARTS) {
        if (!other.equals(part)) {
          assertThat(whole).doesNotContain(kept.passwords(other.replace("-service", "")).path());
        }
      }
    }
    assertThat(files(folder, "gateway"))
        .containsExactlyInAnyOrder(
            "application.properties", "internal-private-key.pem", "sign-in.key");
    assertThat(files(folder, "executor-service"))
        .containsExactlyInAnyOrder("application.properties", "secrets.keys");
    assertThat(files(folder, "rule-service")).containsExactly("application.properties");
    assertThat(properties(folder.resolve("out/executor-service")))
        .containsEntry("sequitur.secrets.key-file", "/app/config/secrets.keys");
  }

  @Test
  void askedForAgainNothingIsDrawnAnew(@TempDir Path folder) throws IOException {
    secrets(folder);
    var before = properties(folder.resolve("out/gateway"));
    secrets(folder);
    assertThat(properties(folder.resolve("out/gateway"))).isEqualTo(before);
  }

  @Test
  void theDatabaseIsMadeAndMigratedOnce(@TempDir Path folder) throws Exception {
    secrets(folder);
    for (var part : PARTS) {
      var scripts = Files.createDirectories(folder.resolve("services").resolve(part));
      Files.writeString(scripts.resolve("V0001__one.sql"), "CREATE TABLE one (name text);");
    }
    assertThat(migrate(folder)).as(out.toString()).isZero();
    assertThat(out.toString()).contains("6 migrations were run");
    assertThat(migrate(folder)).isZero();
    assertThat(out.toString()).contains("0 migrations were run");
    var rule = new Secrets(folder.resolve("kept")).passwords("rule");
    var access = new DatabaseAccess(url(), "rule_api", rule.api());
    try (var connection = access.connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT count(*) FROM one")) {
      assertThat(rows.next()).isTrue();
    }
  }

  @Test
  void whatIsMissingIsSaidInASentence(@TempDir Path folder) throws IOException {
    assertThat(run(new MigrateCommand(setting()), migration(folder))).isOne();
    assertThat(out.toString()).contains("database-gateway-owner is missing");
    secrets(folder);
    assertThat(migrate(folder)).isOne();
    assertThat(out.toString()).contains("services/gateway is missing");
    var wrong = migration(folder);
    wrong[1] = "postgres://x";
    assertThat(run(new MigrateCommand(setting()), wrong)).isOne();
    assertThat(out.toString()).contains("--database must be jdbc:postgresql://");
    assertThat(run(new LinkCommand(setting()), "--folder", "/nowhere", "--address", "http://x"))
        .isOne();
    assertThat(out.toString()).contains("holds no sign-in.key");
  }

  @Test
  void aLinkLeadsToTheGateway(@TempDir Path folder) throws IOException {
    secrets(folder);
    var own = folder.resolve("out/gateway").toString();
    assertThat(
            run(new LinkCommand(setting()), "--folder", own, "--address", "http://127.0.0.1:8080/"))
        .isZero();
    assertThat(out.toString()).contains("http://127.0.0.1:8080/sign-in?link=");
  }

  private int secrets(Path folder) {
    return run(
        new SecretsCommand(setting()),
        "--folder",
        folder.resolve("kept").toString(),
        "--hand-out",
        folder.resolve("out").toString());
  }

  private int migrate(Path folder) {
    return run(new MigrateCommand(setting()), migration(folder));
  }

  private static String[] migration(Path folder) {
    return new String[] {
      "--database",
      url(),
      "--secrets",
      folder.resolve("kept").toString(),
      "--services",
      folder.resolve("services").toString()
    };
  }

  private static String url() {
    return database.superuser().url().replaceFirst("/[^/]*$", "/elsewhere");
  }

  private Setting setting() {
    var environment =
        Map.of("SEQUITUR_DATABASE_SUPERUSER_PASSWORD", database.superuser().password());
    return new Setting(new PrintWriter(out, true), InstantSource.system(), environment);
  }

  private int run(Object command, String... arguments) {
    return new CommandLine(command)
        .setExecutionExceptionHandler(
            (failure, line, parsed) -> {
              out.write(String.valueOf(failure.getMessage()));
              return 1;
            })
        .execute(arguments);
  }

  private static Properties properties(Path folder) throws IOException {
    var properties = new Properties();
    try (var reader = Files.newBufferedReader(folder.resolve("application.properties"))) {
      properties.load(reader);
    }
    return properties;
  }

  private static List<String> files(Path folder, String part) throws IOException {
    try (var files = Files.list(folder.resolve("out").resolve(part))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
