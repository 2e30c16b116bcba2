package dev.sequitur.reporting.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;

/** Hears of events in the transaction that records them, so that it acts on each once. */
public interface EventListener {

  /**
   * Events of one batch, each once. One that was heard before comes again if its record does, or if
   * everything is read anew: what is made of it has an id that is derived.
   */
  void heard(Connection connection, Collection<EventChange> events) throws SQLException;
}
