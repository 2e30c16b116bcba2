package dev.sequitur.gateway.oidc;

import dev.sequitur.gateway.GatewayProblem;
import dev.sequitur.gateway.account.ExternalSignIn;
import dev.sequitur.kit.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who comes back from the issuer: checked step by step, and signed in. */
@ApplicationScoped
class Returning {

  private static final Pattern ERROR_CODE = Pattern.compile("[a-z_]{1,60}");

  /** All that the browser brings. */
  record Back(
      @Nullable String state,
      @Nullable String code,
      @Nullable String error,
      @Nullable String issuer,
      @Nullable String cookie,
      String from) {}

  /** Signed in, and on to where they wanted to go. */
  record Opened(String cookie, String target) {}

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

  private final Provider provider;
  private final CodeExchange exchange;
  private final ExternalSignIn accounts;
  private final OidcConfig config;
  private final InstantSource clock;

  Returning(
      Provider provider,
      CodeExchange exchange,
      ExternalSignIn accounts,
      OidcConfig config,
      InstantSource clock) {
    this.provider = provider;
    this.exchange = exchange;
    this.accounts = accounts;
    this.config = config;
    this.clock = clock;
  }

  Opened signIn(Settings settings, Back back) {
    var flow = Flow.read(back.cookie());
    if (flow == null || flow.isOver(clock.instant()) || !flow.hasState(back.state())) {
      throw GatewayProblem.SIGN_IN_STATE_INVALID.with("Begin again, in this browser.");
    }
    if (back.error() != null) {
      var code = ERROR_CODE.matcher(back.error()).matches() ? back.error() : "an error";
      throw GatewayProblem.ISSUER_REFUSED.with("It answered " + code + ".");
    }
    requireIssuer(settings, back.issuer());
    if (back.code() == null || back.code().isBlank()) {
      throw GatewayProblem.ISSUER_ANSWER_INVALID.with("It sent no code.");
    }
    var person = person(settings, exchange.claims(settings, flow, back.code()));
    var here = new ExternalSignIn.Return(flow.state(), flow.ends(), back.from());
    return switch (accounts.signIn(person, here)) {
      case ExternalSignIn.Opened(_, var cookie) -> new Opened(cookie, flow.target());
      case ExternalSignIn.Disabled(var account) ->
          throw new RefusedAccountException(
              account, GatewayProblem.ACCOUNT_DISABLED.with("Ask who runs this installation."));
      case ExternalSignIn.WithoutRole(var account) ->
          throw new RefusedAccountException(
              account, GatewayProblem.NO_ROLE.with("You are " + account + "; ask an owner."));
    };
  }

  /** RFC 9207: a code of another issuer is not taken to this one. */
  private void requireIssuer(Settings settings, @Nullable String issuer) {
    var promised = provider.get(settings).metadata().supportsAuthorizationResponseIssuerParam();
    if (issuer == null ? promised : !issuer.equals(settings.issuer().getValue())) {
      throw GatewayProblem.ISSUER_ANSWER_INVALID.with("The answer is not the issuer's.");
    }
  }

  private ExternalSignIn.Person person(Settings settings, Map<String, Object> claims) {
    var subject = String.valueOf(Objects.requireNonNull(claims.get("sub")));
    var name = claims.get(config.userClaim());
    return new ExternalSignIn.Person(
        settings.issuer().getValue(),
        subject,
        name instanceof String text ? text : "",
        settings.roles().in(claims));
  }
}
