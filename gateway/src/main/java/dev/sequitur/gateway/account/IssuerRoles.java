package dev.sequitur.gateway.account;

import dev.sequitur.gateway.access.Audit;
import dev.sequitur.gateway.access.Role;
import dev.sequitur.kit.database.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Map;

/**
 * What the groups of each issuer give an account. Each issuer replaces what it said itself, and of
 * all that they say together the highest counts: one issuer takes nothing that another has given.
 */
@ApplicationScoped
class IssuerRoles {

  private final KnownIssuers issuers;
  private final Audit audit;

  IssuerRoles(KnownIssuers issuers, Audit audit) {
    this.issuers = issuers;
    this.audit = audit;
  }

  void said(Transaction transaction, String account, ExternalPerson person) throws SQLException {
    replace(transaction, account, person.issuer(), person.roles());
  }

  /** An issuer has no more to say of the account. */
  void nothingSaid(Transaction transaction, String account, String issuer) throws SQLException {
    replace(transaction, account, issuer, Map.of());
  }

  private void replace(
      Transaction transaction, String account, String issuer, Map<String, Role> roles)
      throws SQLException {
    var table = new IssuerRoleTable(transaction.connection(), account);
    table.replace(issuer, roles);
    var wanted = table.highest(issuers.urls());
    for (var change : new GroupMemberships(transaction.connection(), account).follow(wanted)) {
      transaction.say(audit.entry(change.deed(account), change.before(), change.after()));
    }
  }
}
