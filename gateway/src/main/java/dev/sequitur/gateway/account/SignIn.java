package dev.sequitur.gateway.account;

import dev.sequitur.gateway.GatewayConfig;
import dev.sequitur.gateway.GatewayProblem;
import dev.sequitur.gateway.access.Audit;
import dev.sequitur.kit.database.ApiDatabase;
import dev.sequitur.kit.database.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;

/** Opens sessions; each with its audit entry, in one transaction. */
@ApplicationScoped
class SignIn {

  private static final String HOME = "default";

  private final ApiDatabase database;
  private final SignInLinks links;
  private final Passwords passwords;
  private final Audit audit;
  private final GatewayConfig config;

  SignIn(
      ApiDatabase database,
      SignInLinks links,
      Passwords passwords,
      Audit audit,
      GatewayConfig config) {
    this.database = database;
    this.links = links;
    this.passwords = passwords;
    this.audit = audit;
    this.config = config;
  }

  /** By a link that was never used before. */
  SessionToken byLink(@org.jspecify.annotations.Nullable String text, String from) {
    var link = links.verify(text);
    return database.in(
        "",
        transaction -> {
          var accounts = new AccountTable(transaction.connection());
          if (accounts.find(link.account()).isEmpty()) {
            throw GatewayProblem.LINK_INVALID.with("It is for an account that is not there.");
          }
          if (!accounts.useLink(link.id(), link.expiresAt())) {
            throw GatewayProblem.LINK_USED.with("A link signs in once; ask for a new one.");
          }
          return open(transaction, link.account(), SessionTable.Method.LINK, from);
        });
  }

  /** By user name and password; the two are never told apart in the answer. */
  SessionToken byPassword(String user, String password, String from) {
    passwords.slowDown(user);
    var account =
        database.in("", transaction -> new AccountTable(transaction.connection()).find(user));
    if (!passwords.match(password, account.flatMap(AccountTable.Row::passwordHash))) {
      throw GatewayProblem.SIGN_IN_FAILED.with("User and password do not belong together.");
    }
    return database.in(
        "", transaction -> open(transaction, user, SessionTable.Method.PASSWORD, from));
  }

  /** A session, and its audit entry. */
  SessionToken open(
      Transaction transaction, String account, SessionTable.Method method, String from)
      throws SQLException {
    var token = SessionToken.draw();
    new SessionTable(transaction.connection())
        .insert(token, account, method, config.sessionLifetime());
    var how = method.name().toLowerCase(Locale.ROOT);
    var deed = new Audit.Deed(HOME, account, "session:open", "Account/" + account);
    transaction.say(audit.entry(deed, null, Map.of("by", how, "from", from)));
    return token;
  }
}
