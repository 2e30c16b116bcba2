package dev.sequitur.executor.connection;

import java.time.Duration;

/** Tries a type of connection out: connects and signs in, and changes nothing. */
public interface ConnectionProbe {

  ConnectionType type();

  /**
   * Connects and signs in.
   *
   * @return what the provider says of itself, such as its version
   * @throws Exception the provider's or the driver's own; its text is shown to the user
   */
  String probe(OpenConnection connection, Duration within) throws Exception;
}
