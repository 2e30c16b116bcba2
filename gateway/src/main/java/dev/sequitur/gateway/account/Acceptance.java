package dev.sequitur.gateway.account;

import dev.sequitur.gateway.GatewayProblem;
import dev.sequitur.gateway.access.Audit;
import dev.sequitur.kit.database.ApiDatabase;
import dev.sequitur.kit.database.Transaction;
import dev.sequitur.kit.problem.CommonProblem;
import dev.sequitur.kit.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Map;

/** Makes members of those who were invited; the invitation is used in the same transaction. */
@ApplicationScoped
class Acceptance {

  /** A new member, signed in. */
  record SignedIn(AcceptanceResource.Joined joined, SessionToken session) {}

  private final ApiDatabase database;
  private final SignIn signIn;
  private final Passwords passwords;
  private final Sessions sessions;
  private final Audit audit;

  Acceptance(
      ApiDatabase database, SignIn signIn, Passwords passwords, Sessions sessions, Audit audit) {
    this.database = database;
    this.signIn = signIn;
    this.passwords = passwords;
    this.sessions = sessions;
    this.audit = audit;
  }

  /** Makes the account, too. */
  SignedIn byNewcomer(String token, String user, String password, String from) {
    var text = read(token);
    // Hashing is dear: nobody has it done who was not invited.
    requireOpen(text);
    var hash = passwords.hash(password, "/password");
    return database.in(
        text.workspace(),
        transaction -> {
          if (!new AccountTable(transaction.connection()).insert(user, hash)) {
            throw CommonProblem.CONFLICT.with(
                "That user exists: choose another name, or sign in first.");
          }
          var joined = join(transaction, text, user);
          var session =
              signIn.open(
                  transaction,
                  user,
                  SessionTable.Opening.here(SessionTable.Method.INVITATION, from));
          return new SignedIn(joined, session);
        });
  }

  /** For an account that is signed in. */
  AcceptanceResource.Joined byAccount(String token, String account) {
    var text = read(token);
    var joined = database.in(text.workspace(), transaction -> join(transaction, text, account));
    sessions.forget();
    return joined;
  }

  private AcceptanceResource.Joined join(
      Transaction transaction, InvitationText text, String account) throws SQLException {
    var table = new MemberTable(transaction.connection(), text.workspace());
    var accepted =
        new InvitationTable(transaction.connection())
            .accept(text, account)
            .orElseThrow(Acceptance::invalid);
    if (table.lockAll().containsKey(account)) {
      throw CommonProblem.CONFLICT.with("You are a member; an owner can change your role.");
    }
    table.put(account, accepted.role());
    var deed =
        new Audit.Deed(
            text.workspace(), account, "invitation:accept", "Invitation/" + accepted.id());
    transaction.say(
        audit.entry(
            deed,
            null,
            Map.of(
                "user",
                account,
                "role",
                accepted.role().text(),
                "invitedBy",
                accepted.createdBy())));
    return new AcceptanceResource.Joined(account, text.workspace(), accepted.role());
  }

  private void requireOpen(InvitationText text) {
    var open =
        database.in(
            text.workspace(),
            transaction -> new InvitationTable(transaction.connection()).isOpen(text));
    if (!open) {
      throw invalid();
    }
  }

  private static InvitationText read(String token) {
    var text = InvitationText.parse(token);
    if (text == null) {
      throw invalid();
    }
    return text;
  }

  private static Problem invalid() {
    return GatewayProblem.INVITATION_INVALID.with(
        "It is forged, used, revoked or over; ask for another one.");
  }
}
