package dev.sequitur.gateway.oidc;

import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One issuer and this client of it, as {@link SettingsReader} has found them to be right.
 *
 * @param name stands in the issuer's addresses here
 * @param secret null for a public client
 * @param redirectUri this issuer's alone: another issuer's code, sent there by a trick, does not
 *     arrive as if it were this one's (RFC 9700, 4.4)
 */
record Settings(
    String name,
    OidcConfig.Issuer config,
    Issuer issuer,
    @Nullable Secret secret,
    URI redirectUri,
    GroupRoles roles) {

  ClientID client() {
    return new ClientID(config.clientId().orElseThrow());
  }

  String label() {
    return config.label().orElse(name);
  }

  Scope scope() {
    return new Scope(config.scopes().toArray(String[]::new));
  }

  /** Of machines' tokens; null: they are not taken. */
  @Nullable String audience() {
    return config.audience().orElse(null);
  }

  /** What a new account is to be called; empty if the issuer does not say. */
  String userName(Map<String, Object> claims) {
    return claims.get(config.userClaim()) instanceof String text ? text : "";
  }

  /** The gateway's own page, as seen from outside. */
  URI home() {
    return redirectUri.resolve("/");
  }

  /** Where a browser begins. */
  String start() {
    return "/sign-in/oidc/" + name;
  }

  /** Where the issuer sends it back to. */
  static String callback(String name) {
    return "/sign-in/oidc/" + name + "/callback";
  }
}
