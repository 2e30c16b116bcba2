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
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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
  SessionToken byLink(@Nullable String text, String from) {
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
          return open(
              transaction,
              link.account(),
              SessionTable.Opening.here(SessionTable.Method.LINK, from));
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
    var opening = SessionTable.Opening.here(SessionTable.Method.PASSWORD, from);
    return database.in("", transaction -> open(transaction, user, opening));
  }

  /** A session, and its audit entry. */
  SessionToken open(Transaction transaction, String account, SessionTable.Opening opening)
      throws SQLException {
    var token = SessionToken.draw();
    new SessionTable(transaction.connection())
        .insert(token, account, opening, config.sessionLifetime());
    var deed = new Audit.Deed(HOME, account, "session:open", "Account/" + account);
    transaction.say(audit.entry(deed, null, shown(opening)));
    return token;
  }

  private static Map<String, @Nullable Object> shown(SessionTable.Opening opening) {
    var how = new TreeMap<String, @Nullable Object>();
    how.put("by", opening.method().name().toLowerCase(Locale.ROOT));
    how.put("from", opening.from());
    if (opening.issuer() != null) {
      how.put("issuer", opening.issuer());
    }
    return how;
  }
}
