package dev.sequitur.gateway.oidc;

import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import java.net.URI;

/** Where a browser is sent off to. */
final class Leaving {

  private Leaving() {}

  /**
   * The issuer's page, with all that it needs to know.
   *
   * @throws dev.sequitur.kit.problem.Problem ISSUER_UNAVAILABLE
   */
  static URI address(Provider provider, Flow flow) {
    var settings = provider.settings();
    return new AuthenticationRequest.Builder(
            ResponseType.CODE, settings.scope(), settings.client(), settings.redirectUri())
        .endpointURI(provider.get().metadata().getAuthorizationEndpointURI())
        .state(new State(flow.state()))
        .nonce(new Nonce(flow.nonce()))
        .codeChallenge(new CodeVerifier(flow.verifier()), CodeChallengeMethod.S256)
        .build()
        .toURI();
  }
}
