package dev.sequitur.gateway.access;

import dev.sequitur.kit.database.Transaction;
import java.sql.SQLException;
import java.util.List;

/** The API keys that accounts have made, wherever they are. */
public interface KeysOfAccounts {

  /**
   * Revokes all of an account's keys in that transaction, each with its audit entry. The
   * transaction's workspace is another one afterwards.
   *
   * @return their ids
   */
  List<String> revoke(Transaction transaction, String account, String by) throws SQLException;

  /**
   * That transaction is committed: this replica takes the keys no more, whatever it hears later.
   */
  void revoked(List<String> ids);
}
