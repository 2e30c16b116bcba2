package dev.sequitur.gateway.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.sequitur.gateway.GatewayProblem;
import dev.sequitur.gateway.access.Authenticator;
import dev.sequitur.gateway.access.Claim;
import dev.sequitur.gateway.access.Identity;
import dev.sequitur.gateway.account.ExternalSignIn;
import dev.sequitur.kit.problem.CommonProblem;
import dev.sequitur.kit.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.text.ParseException;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens that issuers give to machines (client credentials). They are read where an audience
 * is configured, and give what their groups give; a person's are refused: people have accounts,
 * which can be disabled here, and sign in in a browser.
 */
@ApplicationScoped
class MachineTokens implements Authenticator {

  private static final Future<Claim> MISSING = Future.succeededFuture(new Claim.Missing());
  private static final String BEGINNING = "Bearer eyJ";
  private static final int AT_ONCE = 32;
  private static final int LONGEST = 8_192;

  private final Semaphore places = new Semaphore(AT_ONCE);
  private final Issuers issuers;
  private final ExternalSignIn accounts;
  private final Vertx vertx;

  MachineTokens(Issuers issuers, ExternalSignIn accounts, Vertx vertx) {
    this.issuers = issuers;
    this.accounts = accounts;
    this.vertx = vertx;
  }

  /** Before API keys, which take every other authorisation for one of theirs. */
  @Override
  public int order() {
    return 0;
  }

  @Override
  public Future<Claim> check(HttpServerRequest request) {
    if (issuers.all().stream().allMatch(one -> one.settings().audience() == null)) {
      return MISSING;
    }
    var header = request.getHeader(HttpHeaders.AUTHORIZATION);
    // All JSON objects in base64 begin so, and no API key does.
    if (header == null || !header.regionMatches(true, 0, BEGINNING, 0, BEGINNING.length())) {
      return MISSING;
    }
    if (header.length() > LONGEST) {
      return Future.succeededFuture(refused(GatewayProblem.TOKEN_INVALID, "It is too long."));
    }
    if (!places.tryAcquire()) {
      return Future.succeededFuture(
          refused(CommonProblem.UNAVAILABLE, "Too many tokens are being read; try again."));
    }
    var token = header.substring("Bearer ".length()).strip();
    return vertx.executeBlocking(() -> claim(token), false).onComplete(_ -> places.release());
  }

  private Claim claim(String token) {
    try {
      var provider = provider(token);
      return claim(provider.settings(), verified(provider, token));
    } catch (KeySourceException e) {
      return refused(GatewayProblem.ISSUER_UNAVAILABLE, "Its keys cannot be had; try again.");
    } catch (ParseException | BadJOSEException | JOSEException e) {
      return refused(GatewayProblem.TOKEN_INVALID, "It is forged, over, or for somebody else.");
    } catch (Problem unavailable) {
      return refused(unavailable.code(), unavailable.detail());
    }
  }

  private Claim claim(Settings settings, JWTClaimsSet claims) {
    var subject = claims.getSubject();
    if (accounts.account(settings.issuer().getValue(), subject).isPresent()) {
      return refused(
          GatewayProblem.TOKEN_INVALID, "It is a person's; people sign in in a browser.");
    }
    var roles = settings.roles().in(claims.getClaims());
    var client = new Identity.Client(settings.name(), name(claims), subject);
    return new Claim.Known(Identity.client(client, roles));
  }

  /** Whose it says it is; only then is it checked whether that is true. */
  private Provider provider(String token) throws ParseException, BadJOSEException {
    var provider = issuers.at(SignedJWT.parse(token).getJWTClaimsSet().getIssuer());
    if (provider == null || provider.settings().audience() == null) {
      throw new BadJOSEException("no issuer of ours gave it to a machine");
    }
    return provider;
  }

  private static JWTClaimsSet verified(Provider provider, String token)
      throws ParseException, BadJOSEException, JOSEException {
    var settings = provider.settings();
    var processor = new DefaultJWTProcessor<SecurityContext>();
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(
            JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
    processor.setJWSKeySelector(provider.get().selector());
    processor.setJWTClaimsSetVerifier(
        new DefaultJWTClaimsVerifier<>(
            Objects.requireNonNull(settings.audience()),
            new JWTClaimsSet.Builder().issuer(settings.issuer().getValue()).build(),
            Set.of("sub", "exp", "iat")));
    return processor.process(token, null);
  }

  /** RFC 9068 and what issuers did before it. */
  private static String name(JWTClaimsSet claims) {
    for (var claim : new String[] {"client_id", "azp", "appid"}) {
      if (claims.getClaim(claim) instanceof String name && !name.isBlank()) {
        return name.length() <= 63 ? name : name.substring(0, 63);
      }
    }
    return claims.getSubject();
  }

  private static Claim refused(dev.sequitur.kit.problem.ProblemCode code, @Nullable String detail) {
    return new Claim.Refused(code, String.valueOf(detail), "unknown", "default");
  }
}
