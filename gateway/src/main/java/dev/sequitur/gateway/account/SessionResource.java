package dev.sequitur.gateway.account;

import dev.sequitur.gateway.GatewayConfig;
import dev.sequitur.gateway.GatewayProblem;
import dev.sequitur.gateway.access.Audit;
import dev.sequitur.gateway.access.Current;
import dev.sequitur.gateway.access.Denials;
import dev.sequitur.kit.database.ApiDatabase;
import dev.sequitur.kit.problem.CommonProblem;
import dev.sequitur.kit.problem.Problem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Signing in with a password, and signing out. */
@Path("/api/v1/sessions")
@RunOnVirtualThread
public class SessionResource {

  private final SignIn signIn;
  private final Sessions sessions;
  private final ApiDatabase database;
  private final Audit audit;
  private final Denials denials;
  private final Current current;
  private final GatewayConfig config;
  private final KnownIssuers issuers;

  SessionResource(
      SignIn signIn,
      Sessions sessions,
      ApiDatabase database,
      Audit audit,
      Denials denials,
      Current current,
      GatewayConfig config,
      KnownIssuers issuers) {
    this.issuers = issuers;
    this.signIn = signIn;
    this.sessions = sessions;
    this.database = database;
    this.audit = audit;
    this.denials = denials;
    this.current = current;
    this.config = config;
  }

  /** Signed out here; the page goes there to be signed out at the issuer, too. */
  public record SignedOut(URI signOutAt) {}

  /** Who wants to sign in. */
  public record Credentials(@Nullable String user, @Nullable String password) {

    @Override
    public String toString() {
      return "Credentials[" + user + "]";
    }
  }

  // A form of another site can send plain text, but no JSON: nobody is signed in unawares.
  @POST
  @Consumes("application/json")
  public Response open(@Nullable Credentials credentials) {
    if (credentials == null || credentials.user() == null || credentials.password() == null) {
      throw CommonProblem.MALFORMED_REQUEST.with("A body with user and password is expected.");
    }
    var user = credentials.user();
    try {
      var token = signIn.byPassword(user, credentials.password(), current.from());
      return Response.status(201)
          .entity(Map.of("user", user))
          .header(HttpHeaders.SET_COOKIE, token.cookie(config.sessionLifetime()))
          .build();
    } catch (Problem refused) {
      var shown = user.length() <= 63 ? user : user.substring(0, 63);
      denials.note(
          "default", shown, "POST /api/v1/sessions", refused.code().name(), current.from());
      throw refused;
    }
  }

  @DELETE
  @Path("current")
  public Response close() {
    var identity = current.identity();
    var session = identity.session();
    if (session == null) {
      throw GatewayProblem.SESSION_REQUIRED.with("An API key is revoked, not signed out.");
    }
    var closed =
        database.in(
            "",
            transaction -> {
              var table = new SessionTable(transaction.connection());
              var row = table.find(session);
              table.delete(session);
              var account = identity.principal();
              var deed = new Audit.Deed("default", account, "session:close", "Account/" + account);
              transaction.say(audit.entry(deed, null, null));
              return row;
            });
    sessions.forget();
    return issuers
        .signOut(closed.isPresent() ? closed.get().issuer() : null)
        .map(address -> Response.ok(new SignedOut(address)))
        .orElseGet(Response::noContent)
        .header(HttpHeaders.SET_COOKIE, SessionToken.noCookie())
        .build();
  }
}
