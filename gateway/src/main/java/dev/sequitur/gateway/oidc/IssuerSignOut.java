package dev.sequitur.gateway.oidc;

import com.nimbusds.openid.connect.sdk.LogoutRequest;
import dev.sequitur.gateway.account.SignOutElsewhere;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Optional;

/** OpenID Connect RP-initiated logout, by the client's id: no ID token goes through a browser. */
@ApplicationScoped
class IssuerSignOut implements SignOutElsewhere {

  private final Provider provider;

  IssuerSignOut(Provider provider) {
    this.provider = provider;
  }

  @Override
  public Optional<URI> address() {
    var known = provider.remembered();
    if (known == null || known.metadata().getEndSessionEndpointURI() == null) {
      return Optional.empty();
    }
    var endpoint = known.metadata().getEndSessionEndpointURI();
    return provider.settings().map(settings -> address(endpoint, settings));
  }

  private static URI address(URI endpoint, Settings settings) {
    return new LogoutRequest(endpoint, null, null, settings.client(), settings.home(), null, null)
        .toURI();
  }
}
