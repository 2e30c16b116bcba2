package dev.sequitur.executor.connection;

import static dev.sequitur.executor.connection.Setting.optional;
import static dev.sequitur.executor.connection.Setting.required;

import dev.sequitur.executor.connection.Setting.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The kinds of providers that can be connected to, each with the settings that it needs. */
public enum ConnectionType {
  SMTP(
      "A mail server that takes messages for sending.",
      List.of(
          required("host", new Shape.Host(), "name or address of the server"),
          optional("port", port(), "587 unless security is tls (465) or none (25)"),
          optional(
              "security",
              new Shape.Word(List.of("starttls", "tls", "none")),
              "starttls: an unprotected connection that must become protected; tls: from the start"),
          optional("username", line(), "needs a password"),
          optional("password", new Shape.Credential(), "needs a username"),
          optional("from", line(), "the sender where a message names none"),
          optional("ca", certificates(), "certificates to trust instead of the public ones, PEM"))),
  KAFKA(
      "A Kafka cluster.",
      List.of(
          required("bootstrapServers", new Shape.HostsAndPorts(20), "host:port of some brokers"),
          optional(
              "security", new Shape.Word(List.of("tls", "plaintext")), "how brokers are spoken to"),
          optional(
              "mechanism",
              new Shape.Word(List.of("SCRAM-SHA-512", "SCRAM-SHA-256", "PLAIN")),
              "how to sign in, where there is a username"),
          optional("username", line(), "needs a password"),
          optional("password", new Shape.Credential(), "needs a username"),
          optional("ca", certificates(), "certificates to trust instead of the public ones, PEM"))),
  POSTGRESQL(
      "A PostgreSQL database.",
      List.of(
          required("host", new Shape.Host(), "name or address of the server"),
          optional("port", port(), "5432 by default"),
          required("database", line(), "name of the database"),
          required("username", line(), "a role of its own, with no more rights than it needs"),
          optional("password", new Shape.Credential(), "the role's password"),
          optional(
              "security",
              new Shape.Word(List.of("tls", "plaintext")),
              "tls: with the server's certificate and name verified"),
          optional("ca", certificates(), "certificates to trust instead of the public ones, PEM"),
          optional(
              "markerTable",
              new Shape.Table(),
              "where sql.execute notes what it has done; sequitur_effects by default"),
          optional(
              "createMarkerTable",
              new Shape.Truth(),
              "true: the table is made where it is missing")));

  private final String description;
  private final List<Setting> settings;

  ConnectionType(String description, List<Setting> settings) {
    this.description = description;
    this.settings = settings;
  }

  /** As in manifests: {@code smtp}. */
  public String written() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String description() {
    return description;
  }

  List<Setting> settings() {
    return settings;
  }

  static Optional<ConnectionType> of(String written) {
    return Arrays.stream(values()).filter(type -> type.written().equals(written)).findFirst();
  }

  private static Shape port() {
    return new Shape.Whole(1, 65_535);
  }

  private static Shape line() {
    return new Shape.Line(200);
  }

  private static Shape certificates() {
    return new Shape.Lines(64 * 1024);
  }
}
