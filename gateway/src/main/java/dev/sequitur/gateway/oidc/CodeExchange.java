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
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/** Turns the code that an issuer gave a browser into what the issuer says of the person. */
final class CodeExchange {

  private static final Logger LOG = Logger.getLogger(CodeExchange.class);

  private final Provider provider;
  private final Settings settings;
  private final Flow flow;

  CodeExchange(Provider provider, Flow flow) {
    this.provider = provider;
    this.settings = provider.settings();
    this.flow = flow;
  }

  /**
   * The claims of a person who has signed in; all is checked that there is to check.
   *
   * @throws dev.sequitur.kit.problem.Problem ISSUER_REFUSED, ISSUER_ANSWER_INVALID,
   *     ISSUER_UNAVAILABLE
   */
  Map<String, Object> claims(String code) {
    // Anybody can begin a sign-in and make codes up: the issuer is asked by a few at a time.
    if (!provider.places().tryAcquire()) {
      throw GatewayProblem.ISSUER_UNAVAILABLE.with("Too many are signing in; try again.");
    }
    try {
      return claimsOf(code);
    } catch (KeySourceException | IOException e) {
      LOG.warnf("the issuer %s does not answer: %s", settings.issuer(), e.getMessage());
      throw GatewayProblem.ISSUER_UNAVAILABLE.with("It does not answer; try again.");
    } catch (ParseException | BadJOSEException | JOSEException e) {
      LOG.warnf("the issuer %s answered what does not hold: %s", settings.issuer(), e.getMessage());
      throw GatewayProblem.ISSUER_ANSWER_INVALID.with(
          "Its answer was not believed; sign in again.");
    } finally {
      provider.places().release();
    }
  }

  private Map<String, Object> claimsOf(String code)
      throws IOException, ParseException, BadJOSEException, JOSEException {
    var known = provider.get();
    var tokens = tokens(known, code);
    var noEncryption = (JWEKeySelector<?>) null;
    var validator =
        new IDTokenValidator(settings.issuer(), settings.client(), known.selector(), noEncryption);
    var idToken = validator.validate(tokens.getIDToken(), new Nonce(flow.nonce()));
    requireForUs(idToken);
    var claims = new HashMap<String, Object>(idToken.toJSONObject());
    if (!settings.roles().areIn(claims) && known.metadata().getUserInfoEndpointURI() != null) {
      addUserInfo(known, tokens, claims);
    }
    return claims;
  }

  /** OpenID Connect Core 3.1.3.7: a token for several says for whom it was made. */
  private void requireForUs(IDTokenClaimsSet idToken) throws BadJWTException {
    var party = idToken.getAuthorizedParty();
    var client = settings.client().getValue();
    if (party == null ? idToken.getAudience().size() > 1 : !party.getValue().equals(client)) {
      throw new BadJWTException("it was made for another client");
    }
  }

  private OIDCTokens tokens(Provider.Known known, String code) throws IOException, ParseException {
    var grant =
        new AuthorizationCodeGrant(
            new AuthorizationCode(code), settings.redirectUri(), new CodeVerifier(flow.verifier()));
    var answer = OIDCTokenResponseParser.parse(send(request(known, grant).toHTTPRequest()));
    if (answer instanceof OIDCTokenResponse granted) {
      return granted.getOIDCTokens();
    }
    throw refusal(answer.toErrorResponse().getErrorObject());
  }

  private RuntimeException refusal(ErrorObject error) {
    var code = String.valueOf(error.getCode());
    if (code.equals("invalid_grant")) {
      return GatewayProblem.ISSUER_REFUSED.with("It does not take the code; sign in again.");
    }
    LOG.errorf("the issuer %s refuses this client: %s", settings.issuer(), code);
    return GatewayProblem.ISSUER_UNAVAILABLE.with("It does not take the gateway's request.");
  }

  private TokenRequest request(Provider.Known known, AuthorizationCodeGrant grant) {
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
