package dev.sequitur.gateway.account;

import dev.sequitur.gateway.GatewayProblem;
import dev.sequitur.gateway.access.Audit;
import dev.sequitur.gateway.access.Identity;
import dev.sequitur.kit.database.ApiDatabase;
import dev.sequitur.kit.database.Transaction;
import dev.sequitur.kit.problem.CommonProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Links identities at issuers with accounts that are there already. An account asks for it while it
 * is signed in; the issuer proves who comes back; names and e-mail addresses prove nothing.
 */
@ApplicationScoped
public class IdentityLinks {

  /**
   * A link that is wanted.
   *
   * @param state of the way to the issuer and back: it ends here, and nowhere else
   */
  public record Pending(String issuer, String state, Instant ends) {}

  private final ApiDatabase database;
  private final KnownIssuers issuers;
  private final IssuerRoles roles;
  private final CurrentPassword passwords;
  private final Sessions sessions;
  private final Audit audit;

  IdentityLinks(
      ApiDatabase database,
      KnownIssuers issuers,
      IssuerRoles roles,
      CurrentPassword passwords,
      Sessions sessions,
      Audit audit) {
    this.database = database;
    this.issuers = issuers;
    this.roles = roles;
    this.passwords = passwords;
    this.sessions = sessions;
    this.audit = audit;
  }

  /** What an account is at issuers. */
  public List<LinkedIdentity> list(String account) {
    var rows =
        database.in("", transaction -> new IdentityTable(transaction.connection()).list(account));
    return rows.stream().map(row -> row.shown(issuers.name(row.issuer()).orElse(null))).toList();
  }

  /**
   * Remembers which session wants it. It is forgotten with the session.
   *
   * @param password the account's, if it has one and did not sign in by link
   * @throws dev.sequitur.kit.problem.Problem SIGN_IN_FAILED, CONFLICT
   */
  public void begin(Identity who, @Nullable String password, Pending pending) {
    var session = Objects.requireNonNull(who.session());
    passwords.require(who.principal(), session, password);
    database.run(
        "",
        transaction -> {
          requireFree(transaction, who.principal(), pending.issuer());
          new PendingLinkTable(transaction.connection()).put(session, pending);
        });
  }

  /**
   * Links who has come back with the account whose session has asked for it.
   *
   * @throws dev.sequitur.kit.problem.Problem SIGN_IN_STATE_INVALID, IDENTITY_TAKEN, CONFLICT
   */
  public void complete(ExternalPerson person, ExternalPerson.Return back) {
    database.run("", transaction -> link(transaction, person, back));
    sessions.forget();
  }

  private void link(Transaction transaction, ExternalPerson person, ExternalPerson.Return back)
      throws SQLException {
    var account = asker(transaction, person, back);
    new AccountTable(transaction.connection()).lock(account);
    var identities = new IdentityTable(transaction.connection());
    identities.lock(person.issuer(), person.subject());
    var known = identities.account(person.issuer(), person.subject());
    if (known.isPresent()) {
      requireOwn(known.get(), account);
      return;
    }
    requireFree(transaction, account, person.issuer());
    identities.insert(person, account, true);
    var deed = new Audit.Deed("default", account, "identity:link", "Account/" + account);
    transaction.say(audit.entry(deed, null, person.shown(back, "link")));
    roles.said(transaction, account, person);
  }

  /** In whose session it was begun. A cookie could say anything; the table says what was asked. */
  private static String asker(
      Transaction transaction, ExternalPerson person, ExternalPerson.Return back)
      throws SQLException {
    return new PendingLinkTable(transaction.connection())
        .take(back.id(), person.issuer())
        .orElseThrow(
            () ->
                GatewayProblem.SIGN_IN_STATE_INVALID.with(
                    "The session in which it was begun has ended, or it was used; begin again."));
  }

  /** Whose it is otherwise is not told. */
  private static void requireOwn(String owner, String account) {
    if (!owner.equals(account)) {
      throw GatewayProblem.IDENTITY_TAKEN.with("Unlink it there first, or ask an owner to.");
    }
  }

  private static void requireFree(Transaction transaction, String account, String issuer)
      throws SQLException {
    if (new IdentityTable(transaction.connection()).find(account, issuer).isPresent()) {
      throw CommonProblem.CONFLICT.with("You have an identity there; unlink that one first.");
    }
  }
}
