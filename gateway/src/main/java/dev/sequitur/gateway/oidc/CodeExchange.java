package dev.sequitur.gateway.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWEKeySelector;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import dev.sequitur.gateway.GatewayProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/** Turns the code that the issuer gave a browser into what the issuer says of the person. */
@ApplicationScoped
class CodeExchange {

  private static final Logger LOG = Logger.getLogger(CodeExchange.class);
  private static final int AT_ONCE = 16;

  private final Semaphore places = new Semaphore(AT_ONCE);
  private final Provider provider;

  CodeExchange(Provider provider) {
    this.provider = provider;
  }

  /**
   * The claims of a person who has signed in; all is checked that there is to check.
   *
   * @throws dev.sequitur.kit.problem.Problem ISSUER_REFUSED, ISSUER_ANSWER_INVALID,
   *     ISSUER_UNAVAILABLE
   */
  Map<String, Object> claims(Settings settings, Flow flow, String code) {
    // Anybody can begin a sign-in and make codes up: the issuer is asked by a few at a time.
    if (!places.tryAcquire()) {
      throw GatewayProblem.ISSUER_UNAVAILABLE.with("Too many are signing in; try again.");
    }
    try {
      return claimsOf(settings, flow, code);
    } catch (KeySourceException | IOException e) {
      LOG.warnf("the issuer %s does not answer: %s", settings.issuer(), e.getMessage());
      throw GatewayProblem.ISSUER_UNAVAILABLE.with("It does not answer; try again.");
    } catch (ParseException | BadJOSEException | JOSEException e) {
      LOG.warnf("the issuer %s answered what does not hold: %s", settings.issuer(), e.getMessage());
      throw GatewayProblem.ISSUER_ANSWER_INVALID.with(
          "Its answer was not believed; sign in again.");
    } finally {
      places.release();
    }
  }

  private Map<String, Object> claimsOf(Settings settings, Flow flow, String code)
      throws IOException, ParseException, BadJOSEException, JOSEException {
    var known = provider.get(settings);
    var tokens = tokens(settings, known, flow, code);
    var noEncryption = (JWEKeySelector<?>) null;
    var validator =
        new IDTokenValidator(settings.issuer(), settings.client(), known.selector(), noEncryption);
    var idToken = validator.validate(tokens.getIDToken(), new Nonce(flow.nonce()));
    requireForUs(settings, idToken);
    var claims = new HashMap<String, Object>(idToken.toJSONObject());
    if (!settings.roles().areIn(claims) && known.metadata().getUserInfoEndpointURI() != null) {
      addUserInfo(known, tokens, claims);
    }
    return claims;
  }

  /** OpenID Connect Core 3.1.3.7: a token for several says for whom it was made. */
  private static void requireForUs(Settings settings, IDTokenClaimsSet idToken)
      throws BadJWTException {
    var party = idToken.getAuthorizedParty();
    var client = settings.client().getValue();
    if (party == null ? idToken.getAudience().size() > 1 : !party.getValue().equals(client)) {
      throw new BadJWTException("it was made for another client");
    }
  }

  private OIDCTokens tokens(Settings settings, Provider.Known known, Flow flow, String code)
      throws IOException, ParseException {
    var grant =
        new AuthorizationCodeGrant(
            new AuthorizationCode(code), settings.redirectUri(), new CodeVerifier(flow.verifier()));
    var answer =
        OIDCTokenResponseParser.parse(send(request(settings, known, grant).toHTTPRequest()));
    if (answer instanceof OIDCTokenResponse granted) {
      return granted.getOIDCTokens();
    }
    throw refusal(settings, answer.toErrorResponse().getErrorObject());
  }

  private static RuntimeException refusal(Settings settings, ErrorObject error) {
    var code = String.valueOf(error.getCode());
    if (code.equals("invalid_grant")) {
      return GatewayProblem.ISSUER_REFUSED.with("It does not take the code; sign in again.");
    }
    LOG.errorf("the issuer %s refuses this client: %s", settings.issuer(), code);
    return GatewayProblem.ISSUER_UNAVAILABLE.with("It does not take the gateway's request.");
  }

  private static TokenRequest request(
      Settings settings, Provider.Known known, AuthorizationCodeGrant grant) {
    var endpoint = known.metadata().getTokenEndpointURI();
    var secret = settings.secret();
    if (secret == null) {
      return new TokenRequest(endpoint, settings.client(), grant, null);
    }
    var ways = known.metadata().getTokenEndpointAuthMethods();
    var basic = ways == null || ways.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
    return new TokenRequest(
        endpoint,
        basic
            ? new ClientSecretBasic(settings.client(), secret)
            : new ClientSecretPost(settings.client(), secret),
        grant,
        null);
  }

  /** Some issuers tell groups there only. What the ID token says goes before. */
  private void addUserInfo(Provider.Known known, OIDCTokens tokens, Map<String, Object> claims)
      throws IOException, ParseException {
    var request =
        new UserInfoRequest(known.metadata().getUserInfoEndpointURI(), tokens.getAccessToken());
    var answer = send(request.toHTTPRequest());
    answer.ensureStatusCode(200);
    var info = answer.getBodyAsJSONObject();
    if (!String.valueOf(claims.get("sub")).equals(info.get("sub"))) {
      throw new ParseException("it tells of somebody else");
    }
    info.forEach(claims::putIfAbsent);
  }

  private HTTPResponse send(HTTPRequest request) throws IOException {
    request.setConnectTimeout(provider.timeoutMillis());
    request.setReadTimeout(provider.timeoutMillis());
    request.setFollowRedirects(false);
    return request.send();
  }
}
