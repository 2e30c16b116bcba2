package dev.sequitur.executor.action.sql;

import dev.sequitur.executor.connection.OpenConnection;
import dev.sequitur.kit.database.CheckedSocketFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Properties;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sessions with one database, a few at a time. A session is opened by the thread that needs it and
 * kept for the next one; whatever went wrong in it closes it.
 */
final class SqlSessions implements AutoCloseable {

  /** An idle session is asked whether it still lives; one used just now is not. */
  private static final long TRUSTED_NANOS = Duration.ofSeconds(2).toNanos();

  private record Idle(Connection session, long since) {}

  private final String url;
  private final Properties properties;
  private final @Nullable Path certificates;
  private final Semaphore places;
  private final Deque<Idle> idle = new ArrayDeque<>();
  private boolean closed;

  SqlSessions(OpenConnection open, int most) {
    var place = open.place();
    var host = place.host().indexOf(':') < 0 ? place.host() : "[" + place.host() + "]";
    var database =
        java.net.URLEncoder.encode(
            open.connection().text("database", ""), java.nio.charset.StandardCharsets.UTF_8);
    this.url = "jdbc:postgresql://" + host + ":" + place.port() + "/" + database;
    this.certificates = certificates(open);
    this.properties = properties(open, certificates);
    this.places = new Semaphore(most, true);
  }

  /**
   * A session of one's own, not in a transaction yet.
   *
   * @return null if none became free in time
   * @throws SQLException if no session can be opened
   */
  @Nullable Connection take(Duration within) throws SQLException {
    try {
      if (!places.tryAcquire(within.toMillis(), TimeUnit.MILLISECONDS)) {
        return null;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
    try {
      var kept = living();
      return kept == null ? new org.postgresql.Driver().connect(url, properties) : kept;
    } catch (SQLException | RuntimeException e) {
      places.release();
      throw e;
    }
  }

  /** Gives a session back; one in which something went wrong is closed. */
  void giveBack(Connection session, boolean sound) {
    try {
      synchronized (idle) {
        if (sound && !closed) {
          idle.push(new Idle(session, System.nanoTime()));
          return;
        }
      }
      abandon(session);
    } finally {
      places.release();
    }
  }

  private @Nullable Connection living() {
    while (true) {
      Idle next;
      synchronized (idle) {
        next = idle.poll();
      }
      if (next == null) {
        return null;
      }
      try {
        if (System.nanoTime() - next.since() < TRUSTED_NANOS || next.session().isValid(2)) {
          return next.session();
        }
      } catch (SQLException e) {
        // As good as dead.
      }
      abandon(next.session());
    }
  }

  private static void abandon(Connection session) {
    try {
      session.close();
    } catch (SQLException e) {
      // It was to go anyway.
    }
  }

  private static Properties properties(OpenConnection open, @Nullable Path certificates) {
    var connection = open.connection();
    var properties = new Properties();
    properties.setProperty("user", connection.text("username", ""));
    if (open.password() != null) {
      properties.setProperty("password", open.password());
    }
    properties.setProperty("ApplicationName", "sequitur");
    properties.setProperty("socketFactory", CheckedSocketFactory.class.getName());
    properties.setProperty("socketFactoryArg", CheckedSocketFactory.argument(open.address()));
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("socketTimeout", "330"); // beyond the longest attempt
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("maxResultBuffer", "8M");
    // Texts take the type of their place: dates, UUIDs and JSON are written as texts in JSON.
    properties.setProperty("stringtype", "unspecified");
    properties.setProperty("preferQueryMode", "extended");
    properties.setProperty("options", "-c standard_conforming_strings=on");
    var plain = connection.text("security", "tls").equals("plaintext");
    properties.setProperty("sslmode", plain ? "disable" : "verify-full");
    if (!plain) {
      if (certificates == null) {
        properties.setProperty("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
      } else {
        properties.setProperty("sslrootcert", certificates.toString());
      }
    }
    return properties;
  }

  /** The driver reads certificates from a file only. */
  private static @Nullable Path certificates(OpenConnection open) {
    var ca = open.connection().text("ca", "");
    if (ca.isEmpty()) {
      return null;
    }
    try {
      return Files.writeString(Files.createTempFile("sequitur-ca", ".pem"), ca);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    synchronized (idle) {
      closed = true;
      idle.forEach(one -> abandon(one.session()));
      idle.clear();
    }
    if (certificates != null) {
      Files.deleteIfExists(certificates);
    }
  }
}
