package dev.sequitur.gateway.account;

import dev.sequitur.gateway.GatewayProblem;
import dev.sequitur.kit.database.ApiDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a session alone may not change: whoever finds a browser open is not its owner. */
@ApplicationScoped
class CurrentPassword {

  private final ApiDatabase database;
  private final Passwords passwords;

  CurrentPassword(ApiDatabase database, Passwords passwords) {
    this.database = database;
    this.passwords = passwords;
  }

  /**
   * Not needed by accounts without a password, nor after signing in by link, which the machine's
   * owner makes.
   *
   * @throws dev.sequitur.kit.problem.Problem SIGN_IN_FAILED, TOO_MANY_REQUESTS
   */
  void require(String account, String session, @Nullable String given) {
    var hash = needed(account, session);
    if (hash.isEmpty()) {
      return;
    }
    passwords.slowDown(account);
    if (!passwords.match(Objects.requireNonNullElse(given, ""), hash)) {
      throw GatewayProblem.SIGN_IN_FAILED.with("The current password is another one.");
    }
  }

  private Optional<String> needed(String account, String session) {
    return database.in(
        "",
        transaction -> {
          var byLink =
              new SessionTable(transaction.connection())
                  .find(session)
                  .filter(row -> row.method() == SessionTable.Method.LINK)
                  .isPresent();
          return byLink
              ? Optional.<String>empty()
              : new AccountTable(transaction.connection())
                  .find(account)
                  .flatMap(AccountTable.Row::passwordHash);
        });
  }
}
