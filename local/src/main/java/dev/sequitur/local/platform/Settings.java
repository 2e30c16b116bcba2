package dev.sequitur.local.platform;

import dev.sequitur.local.database.DatabaseInstallation;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What {@code up} was told, and remembers for the next time.
 *
 * @param ports where the parts listen
 * @param outsideKafka {@code host:port} of a broker that is not ours, if one is used
 * @param outsideDatabase JDBC URL of a database that is not ours, if one is used
 * @param databaseUser the superuser there, or of our own
 * @param replicas how many processes of each service
 */
public record Settings(
    Ports ports,
    Optional<String> outsideKafka,
    Optional<String> outsideDatabase,
    String databaseUser,
    Replicas replicas) {

  private static final String KAFKA = "kafka";
  private static final String DATABASE = "database";
  private static final String DATABASE_USER = "database.user";

  /** Everything from here, on these ports. */
  public static Settings on(Ports ports) {
    return new Settings(
        ports,
        Optional.empty(),
        Optional.empty(),
        DatabaseInstallation.SUPERUSER,
        Replicas.single());
  }

  /** The remembered ones; the usual ones if nothing was remembered. */
  public static Settings load(Path file) {
    Properties properties = new Properties();
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        properties.load(reader);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return new Settings(
        Ports.load(properties),
        given(properties, KAFKA),
        given(properties, DATABASE),
        given(properties, DATABASE_USER).orElse(DatabaseInstallation.SUPERUSER),
        Replicas.load(properties));
  }

  /** The same with other replicas. */
  public Settings with(Replicas other) {
    return new Settings(ports, outsideKafka, outsideDatabase, databaseUser, other);
  }

  public void store(Path file) {
    Properties properties = new Properties();
    ports.store(properties);
    outsideKafka.ifPresent(address -> properties.setProperty(KAFKA, address));
    outsideDatabase.ifPresent(url -> properties.setProperty(DATABASE, url));
    properties.setProperty(DATABASE_USER, databaseUser);
    replicas.store(properties);
    try (Writer writer = Files.newBufferedWriter(file)) {
      properties.store(writer, "Written by ./sequitur up");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where services find the broker. */
  public String kafka() {
    return outsideKafka.orElseGet(() -> "127.0.0.1:" + ports.of(Ports.BROKER));
  }

  /** Where services find the database. */
  public String databaseUrl() {
    return outsideDatabase.orElseGet(
        () -> "jdbc:postgresql://127.0.0.1:" + ports.of(Ports.DATABASE) + "/sequitur");
  }

  private static Optional<String> given(Properties properties, String key) {
    @Nullable String value = properties.getProperty(key);
    return Optional.ofNullable(value).filter(text -> !text.isBlank());
  }
}
