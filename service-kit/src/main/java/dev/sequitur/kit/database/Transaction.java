package dev.sequitur.kit.database;

import dev.sequitur.contracts.Message;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** One database transaction, and what is to be said if it commits. */
public final class Transaction {

  private final Connection connection;
  private final List<Message> messages = new ArrayList<>();

  Transaction(Connection connection) {
    this.connection = connection;
  }

  /** The connection; the transaction is committed or rolled back by its opener alone. */
  public Connection connection() {
    return connection;
  }

  /** Stored in the outbox with this transaction, and relayed to Kafka after its commit. */
  public void say(Message message) {
    messages.add(message);
  }

  public void sayAll(Collection<Message> more) {
    messages.addAll(more);
  }

  List<Message> messages() {
    return messages;
  }
}
