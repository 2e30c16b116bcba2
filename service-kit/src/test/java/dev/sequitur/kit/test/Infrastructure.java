package dev.sequitur.kit.test;

import dev.sequitur.local.broker.LocalBroker;
import dev.sequitur.local.database.LocalDatabase;
import dev.sequitur.local.database.Migrations;
import dev.sequitur.local.database.SchemaAccess;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Starts a real broker and a real database for the tests of a module, once, runs the module's
 * migrations as their owner, and hands everything in as configuration. The schema is the one that
 * the module's {@code application.properties} names.
 */
public final class Infrastructure implements QuarkusTestResourceLifecycleManager {

  private static @Nullable TestBroker broker;
  private static @Nullable LocalDatabase database;
  private static @Nullable SchemaAccess access;
  private @Nullable Path folder;

  @Override
  public Map<String, String> start() {
    try {
      folder = Files.createTempDirectory("sequitur-test");
      var started = TestBroker.start(folder.resolve("kafka"));
      broker = started;
      var postgres = LocalDatabase.start(folder.resolve("postgres"));
      database = postgres;
      var schema = postgres.provision(schema());
      access = schema;
      Migrations.run(schema, migrations());
      var settings = new HashMap<>(Tokens.configuration());
      settings.put("sequitur.kafka.bootstrap-servers", started.bootstrapServers());
      settings.put("sequitur.database.url", postgres.jdbcUrl());
      settings.put("sequitur.database.api-password", schema.passwords().api());
      settings.put("sequitur.database.path-password", schema.passwords().path());
      settings.put("sequitur.secrets.key-file", keyFile(folder));
      settings.put("sequitur.definitions.lead", "300ms");
      settings.put("sequitur.definitions.margin", "100ms");
      settings.put("sequitur.definitions.freshness", "200ms");
      settings.put("sequitur.egress.private-addresses", "default");
      settings.put("quarkus.http.test-port", "0");
      settings.put("quarkus.log.level", "WARN");
      settings.put("quarkus.log.category.\"dev.sequitur\".level", "INFO");
      return settings;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The database's address and role passwords, for tests that look at the tables. */
  public static SchemaAccess database() {
    return java.util.Objects.requireNonNull(access, "the infrastructure was not started");
  }

  /** The database process, for tests that end or pause it. */
  public static LocalDatabase postgres() {
    return java.util.Objects.requireNonNull(database, "the infrastructure was not started");
  }

  /** The broker's address. */
  public static String bootstrapServers() {
    return java.util.Objects.requireNonNull(broker, "the infrastructure was not started")
        .bootstrapServers();
  }

  /** The broker process, for tests that end or pause it; there is none if it is in a container. */
  public static LocalBroker broker() {
    if (broker instanceof TestBroker.Embedded(LocalBroker process)) {
      return process;
    }
    throw new org.opentest4j.TestAbortedException("the broker is no process of our own");
  }

  @Override
  public void stop() {
    if (broker != null) {
      broker.close();
    }
    if (database != null) {
      database.close();
    }
    if (folder != null) {
      delete(folder);
    }
  }

  private static String schema() throws IOException {
    var properties = new Properties();
    try (var file =
        Thread.currentThread()
            .getContextClassLoader()
            .getResourceAsStream("application.properties")) {
      if (file == null) {
        throw new IllegalStateException("application.properties is not on the class path");
      }
      properties.load(file);
    }
    var schema = properties.getProperty("sequitur.database.schema");
    if (schema == null) {
      throw new IllegalStateException("application.properties names no sequitur.database.schema");
    }
    return schema;
  }

  private static Path migrations() {
    var main = Path.of("src/main/resources/db/migration");
    return Files.isDirectory(main) ? main : Path.of("src/test/resources/db/migration");
  }

  private static String keyFile(Path folder) throws IOException {
    var file = folder.resolve("keys");
    Files.writeString(file, "test:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n");
    return file.toString();
  }

  private static void delete(Path folder) {
    try (var all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
