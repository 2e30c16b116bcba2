package dev.sequitur.gateway.oidc;

import dev.sequitur.gateway.GatewayProblem;
import dev.sequitur.gateway.account.ExternalPerson;
import dev.sequitur.gateway.account.ExternalSignIn;
import dev.sequitur.gateway.account.IdentityLinks;
import dev.sequitur.kit.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who comes back from an issuer: checked step by step; then signed in, or linked. */
@ApplicationScoped
class Returning {

  private static final Pattern ERROR_CODE = Pattern.compile("[a-z_]{1,60}");

  /** All that the browser brings. */
  record Back(OidcResource.Answer answer, @Nullable String cookie, String from) {}

  /** Done, and on to where they wanted to go. */
  sealed interface Arrived {}

  /** With a new session. */
  record SignedIn(String cookie, String target) implements Arrived {}

  /** The session is the one that there was. */
  record Linked(String target) implements Arrived {}

  /** Refused, though it is known who it is. */
  static final class RefusedAccountException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String account;
    private final transient Problem problem;

    RefusedAccountException(String account, Problem problem) {
      super(problem.detail(), null, false, false);
      this.account = account;
      this.problem = problem;
    }

    String account() {
      return account;
    }

    Problem problem() {
      return problem;
    }
  }

  private final ExternalSignIn accounts;
  private final IdentityLinks links;
  private final InstantSource clock;

  Returning(ExternalSignIn accounts, IdentityLinks links, InstantSource clock) {
    this.accounts = accounts;
    this.links = links;
    this.clock = clock;
  }

  Arrived arrive(Provider provider, Back back) {
    var flow = flow(provider, back);
    var answer = back.answer();
    if (answer.error != null) {
      var code = ERROR_CODE.matcher(answer.error).matches() ? answer.error : "an error";
      throw GatewayProblem.ISSUER_REFUSED.with("It answered " + code + ".");
    }
    requireIssuer(provider, answer.issuer);
    if (answer.code == null || answer.code.isBlank()) {
      throw GatewayProblem.ISSUER_ANSWER_INVALID.with("It sent no code.");
    }
    var claims = new CodeExchange(provider, flow).claims(answer.code);
    var here = new ExternalPerson.Return(flow.state(), flow.ends(), back.from());
    var person = person(provider.settings(), claims);
    if (flow.aim().linking()) {
      links.complete(person, here);
      return new Linked(flow.aim().target());
    }
    return new SignedIn(signIn(person, here), flow.aim().target());
  }

  private Flow flow(Provider provider, Back back) {
    var flow = Flow.read(back.cookie());
    if (flow == null
        || flow.isOver(clock.instant())
        || !flow.hasState(back.answer().state)
        || !flow.aim().issuer().equals(provider.settings().name())) {
      throw GatewayProblem.SIGN_IN_STATE_INVALID.with("Begin again, in this browser.");
    }
    return flow;
  }

  private String signIn(ExternalPerson person, ExternalPerson.Return here) {
    return switch (accounts.signIn(person, here)) {
      case ExternalSignIn.Opened(_, var cookie) -> cookie;
      case ExternalSignIn.Disabled(var account) ->
          throw new RefusedAccountException(
              account, GatewayProblem.ACCOUNT_DISABLED.with("Ask who runs this installation."));
      case ExternalSignIn.WithoutRole(var account) ->
          throw new RefusedAccountException(
              account, GatewayProblem.NO_ROLE.with("You are " + account + "; ask an owner."));
    };
  }

  /** RFC 9207: a code of another issuer is not taken to this one. */
  private static void requireIssuer(Provider provider, @Nullable String issuer) {
    var promised = provider.get().metadata().supportsAuthorizationResponseIssuerParam();
    var own = provider.settings().issuer().getValue();
    if (issuer == null ? promised : !issuer.equals(own)) {
      throw GatewayProblem.ISSUER_ANSWER_INVALID.with("The answer is not the issuer's.");
    }
  }

  private static ExternalPerson person(Settings settings, Map<String, Object> claims) {
    var subject = String.valueOf(Objects.requireNonNull(claims.get("sub")));
    return new ExternalPerson(
        settings.issuer().getValue(),
        subject,
        settings.userName(claims),
        settings.roles().in(claims));
  }
}
