package dev.sequitur.local.command;

import dev.sequitur.local.LocalFailure;
import dev.sequitur.local.database.DatabaseInstallation;
import dev.sequitur.local.platform.Ports;
import dev.sequitur.local.platform.Settings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Where the parts listen and which servers are used. What is not given stays as it was remembered.
 */
final class UpOptions {

  private static final String OWN = "own";
  private static final Pattern HOST_AND_PORT = Pattern.compile("[^:/\\s]+:\\d{1,5}");
  private static final Pattern JDBC = Pattern.compile("jdbc:postgresql://[^/?\\s]+/[^/?\\s]+");

  @Option(
      names = "--port-base",
      paramLabel = "<port>",
      description = "Gateway here, services on the next five, then database and broker.")
  @Nullable Integer base;

  @Option(names = "--gateway-port", paramLabel = "<port>", description = "Usually 8080.")
  @Nullable Integer gateway;

  @Option(names = "--trigger-port", paramLabel = "<port>", description = "Usually 8081.")
  @Nullable Integer trigger;

  @Option(names = "--rule-port", paramLabel = "<port>", description = "Usually 8082.")
  @Nullable Integer rule;

  @Option(names = "--executor-port", paramLabel = "<port>", description = "Usually 8083.")
  @Nullable Integer executor;

  @Option(names = "--notification-port", paramLabel = "<port>", description = "Usually 8084.")
  @Nullable Integer notification;

  @Option(names = "--reporting-port", paramLabel = "<port>", description = "Usually 8085.")
  @Nullable Integer reporting;

  @Option(
      names = "--broker-port",
      paramLabel = "<port>",
      description = "Usually 9092; the broker itself uses the one after it too.")
  @Nullable Integer broker;

  @Option(names = "--database-port", paramLabel = "<port>", description = "Usually 15432.")
  @Nullable Integer database;

  @Option(
      names = "--replicas",
      paramLabel = "<service=number,...>",
      description =
          "Processes of a service beside each other, as executor=3,rule=2; more are started, fewer ended in good order, also while everything runs.")
  @Nullable String replicas;

  @Option(
      names = "--kafka",
      paramLabel = "<host:port>",
      description = "Use this broker; \"own\" goes back to our own.")
  @Nullable String kafka;

  @Option(
      names = "--database",
      paramLabel = "<jdbc-url>",
      description =
          "Use this PostgreSQL, as jdbc:postgresql://host:port/name; \"own\" goes back to our own.")
  @Nullable String databaseUrl;

  @Option(
      names = "--database-user",
      paramLabel = "<name>",
      description = "A superuser there; usually postgres.")
  @Nullable String databaseUser;

  @Option(
      names = "--database-password",
      paramLabel = "<password>",
      defaultValue = "${env:SEQUITUR_DATABASE_SUPERUSER_PASSWORD}",
      description = "Its password; better given in SEQUITUR_DATABASE_SUPERUSER_PASSWORD.")
  @Nullable String databasePassword;

  /** What was remembered, changed by what was given now. */
  Settings applyTo(Settings remembered) {
    Optional<String> outsideDatabase =
        chosen("--database", databaseUrl, JDBC, remembered.outsideDatabase());
    String user = databaseUser == null ? remembered.databaseUser() : databaseUser;
    return new Settings(
        applyTo(remembered.ports()),
        chosen("--kafka", kafka, HOST_AND_PORT, remembered.outsideKafka()),
        outsideDatabase,
        outsideDatabase.isPresent() ? user : DatabaseInstallation.SUPERUSER,
        replicas == null ? remembered.replicas() : remembered.replicas().with(replicas));
  }

  private Ports applyTo(Ports remembered) {
    Ports ports = base == null ? remembered : Ports.from(base);
    for (Map.Entry<String, Integer> given : givenPorts().entrySet()) {
      ports = ports.with(given.getKey(), given.getValue());
    }
    for (int port : ports.byPart().values()) {
      if (port < 1 || port > 65_534) {
        throw new LocalFailure("%d is no port: choose one from 1 to 65534.".formatted(port));
      }
    }
    return ports;
  }

  private Map<String, Integer> givenPorts() {
    Map<String, Integer> given = new LinkedHashMap<>();
    put(given, "gateway", gateway);
    put(given, "trigger-service", trigger);
    put(given, "rule-service", rule);
    put(given, "executor-service", executor);
    put(given, "notification-service", notification);
    put(given, "reporting-service", reporting);
    put(given, Ports.BROKER, broker);
    put(given, Ports.DATABASE, database);
    return given;
  }

  private static void put(Map<String, Integer> ports, String part, @Nullable Integer port) {
    if (port != null) {
      ports.put(part, port);
    }
  }

  private static Optional<String> chosen(
      String option, @Nullable String given, Pattern form, Optional<String> remembered) {
    if (given == null) {
      return remembered;
    }
    if (given.equals(OWN)) {
      return Optional.empty();
    }
    if (!form.matcher(given).matches()) {
      throw new LocalFailure(
          "%s does not understand \"%s\": see ./sequitur up --help.".formatted(option, given));
    }
    return Optional.of(given);
  }
}
