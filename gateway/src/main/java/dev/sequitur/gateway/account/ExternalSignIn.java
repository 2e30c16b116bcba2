package dev.sequitur.gateway.account;

import dev.sequitur.gateway.GatewayConfig;
import dev.sequitur.gateway.GatewayProblem;
import dev.sequitur.gateway.access.Audit;
import dev.sequitur.kit.database.ApiDatabase;
import dev.sequitur.kit.database.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Optional;

/** Opens sessions for people whom an issuer has signed in. */
@ApplicationScoped
public class ExternalSignIn {

  /** What came of it. What the groups have changed is stored whichever it is. */
  public sealed interface Result {}

  /** Signed in. */
  public record Opened(String account, String cookie) implements Result {}

  /** Known, and nothing in any workspace. */
  public record WithoutRole(String account) implements Result {}

  /** The account is disabled. */
  public record Disabled(String account) implements Result {}

  private final ApiDatabase database;
  private final SignIn signIn;
  private final IssuerRoles roles;
  private final Sessions sessions;
  private final Audit audit;
  private final GatewayConfig config;

  ExternalSignIn(
      ApiDatabase database,
      SignIn signIn,
      IssuerRoles roles,
      Sessions sessions,
      Audit audit,
      GatewayConfig config) {
    this.database = database;
    this.signIn = signIn;
    this.roles = roles;
    this.sessions = sessions;
    this.audit = audit;
    this.config = config;
  }

  /**
   * Signs in whom the issuer has proved.
   *
   * @throws dev.sequitur.kit.problem.Problem SIGN_IN_STATE_INVALID if this return was used before
   */
  public Result signIn(ExternalPerson person, ExternalPerson.Return back) {
    var result = database.in("", transaction -> in(transaction, person, back));
    sessions.forget();
    return result;
  }

  /** The account of somebody at the issuer, if they have ever signed in. */
  public Optional<String> account(String issuer, String subject) {
    return database.in(
        "", transaction -> new IdentityTable(transaction.connection()).account(issuer, subject));
  }

  private Result in(Transaction transaction, ExternalPerson person, ExternalPerson.Return back)
      throws SQLException {
    var accounts = new AccountTable(transaction.connection());
    if (!accounts.useLink("oidc/" + back.id(), back.ends())) {
      throw GatewayProblem.SIGN_IN_STATE_INVALID.with("This sign-in was used; begin another.");
    }
    var account = account(transaction, person, back);
    roles.said(transaction, account, person);
    if (accounts.find(account).isEmpty()) {
      return new Disabled(account);
    }
    if (new SessionTable(transaction.connection()).roles(account).isEmpty()) {
      return new WithoutRole(account);
    }
    var token = signIn.open(transaction, account, opening(person, back));
    return new Opened(account, token.cookie(config.sessionLifetime()));
  }

  private static SessionTable.Opening opening(ExternalPerson person, ExternalPerson.Return back) {
    return new SessionTable.Opening(SessionTable.Method.OIDC, person.issuer(), back.from());
  }

  private String account(Transaction transaction, ExternalPerson person, ExternalPerson.Return back)
      throws SQLException {
    var identities = new IdentityTable(transaction.connection());
    identities.lock(person.issuer(), person.subject());
    var known = identities.account(person.issuer(), person.subject());
    if (known.isPresent()) {
      return known.get();
    }
    var account = make(transaction, person);
    identities.insert(person, account, false);
    var deed = new Audit.Deed("default", account, "identity:link", "Account/" + account);
    transaction.say(audit.entry(deed, null, person.shown(back, "sign-in")));
    return account;
  }

  /** A name that is taken is somebody else's: an account is never found by it. */
  private static String make(Transaction transaction, ExternalPerson person) throws SQLException {
    var accounts = new AccountTable(transaction.connection());
    var plain = ExternalNames.plain(person.name());
    if (plain != null && accounts.insert(plain, null)) {
      return plain;
    }
    var apart = ExternalNames.apart(plain, person.issuer(), person.subject());
    if (!accounts.insert(apart, null)) {
      throw new IllegalStateException("no account can be made: " + apart + " is taken");
    }
    return apart;
  }
}
