package dev.sequitur.executor.action.email;

import dev.sequitur.executor.connection.ConnectionProbe;
import dev.sequitur.executor.connection.ConnectionType;
import dev.sequitur.executor.connection.OpenConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Tries a mail server out: greets it, protects the connection, signs in, and leaves. */
@ApplicationScoped
class SmtpProbe implements ConnectionProbe {

  @Override
  public ConnectionType type() {
    return ConnectionType.SMTP;
  }

  @Override
  public String probe(OpenConnection connection, Duration within) throws Exception {
    try (var transport = SmtpTransport.connect(connection, within)) {
      return transport.getLastServerResponse();
    }
  }
}
