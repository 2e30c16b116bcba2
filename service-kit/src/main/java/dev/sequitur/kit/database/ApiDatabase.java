package dev.sequitur.kit.database;

import dev.sequitur.kit.outbox.Outbox;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/**
 * The door for requests: row-level security shows the rows of one workspace, and none without one.
 * The workspace must come from the authenticated context.
 */
@ApplicationScoped
public class ApiDatabase {

  private final Transactor transactor;

  ApiDatabase(AgroalDataSource source, Outbox outbox) {
    this.transactor = new Transactor(source, outbox);
  }

  /**
   * Runs work in one transaction that sees {@code workspace} alone.
   *
   * @throws DatabaseException after a rollback
   */
  public <R extends @Nullable Object> R in(String workspace, Work<R> work) {
    return transactor.run(
        connection -> {
          try (var set =
              connection.prepareStatement("SELECT set_config('sequitur.workspace', ?, true)")) {
            set.setString(1, workspace);
            set.execute();
          }
        },
        work);
  }

  /** {@link #in} for work that gives nothing back. */
  public void run(String workspace, Action action) {
    in(
        workspace,
        transaction -> {
          action.in(transaction);
          return true;
        });
  }
}
