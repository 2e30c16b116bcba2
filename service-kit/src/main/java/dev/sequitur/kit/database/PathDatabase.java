package dev.sequitur.kit.database;

import dev.sequitur.kit.outbox.Outbox;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** The data path's door: sees all workspaces, works in batches, is reached by no HTTP request. */
@ApplicationScoped
public class PathDatabase {

  private final Transactor transactor;

  PathDatabase(@DataSource("path") AgroalDataSource source, Outbox outbox) {
    this.transactor = new Transactor(source, outbox);
  }

  /**
   * Runs work in one transaction; what it says is relayed after the commit.
   *
   * @throws DatabaseException after a rollback
   */
  public <R extends @Nullable Object> R transact(Work<R> work) {
    return transactor.run(_ -> {}, work);
  }

  /** {@link #transact} for work that gives nothing back. */
  public void run(Action action) {
    transact(
        transaction -> {
          action.in(transaction);
          return true;
        });
  }
}
