package dev.sequitur.gateway.oidc;

import com.nimbusds.openid.connect.sdk.LogoutRequest;
import java.net.URI;
import java.util.Optional;

/** OpenID Connect RP-initiated logout, by the client's id: no ID token goes through a browser. */
final class IssuerSignOut {

  private IssuerSignOut() {}

  /** Empty if the issuer offers nothing of the kind, or was not asked yet; asks nobody. */
  static Optional<URI> address(Provider provider) {
    var known = provider.remembered();
    if (known == null || known.metadata().getEndSessionEndpointURI() == null) {
      return Optional.empty();
    }
    var endpoint = known.metadata().getEndSessionEndpointURI();
    var settings = provider.settings();
    var request =
        new LogoutRequest(endpoint, null, null, settings.client(), settings.home(), null, null);
    return Optional.of(request.toURI());
  }
}
