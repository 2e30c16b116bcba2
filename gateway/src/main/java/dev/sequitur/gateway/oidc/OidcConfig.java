package dev.sequitur.gateway.oidc;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The OpenID Connect issuer at which people sign in; without one there is none. */
@ConfigMapping(prefix = "sequitur.gateway.oidc")
public interface OidcConfig {

  /** Exactly as the issuer spells itself; https, or http on this machine. */
  Optional<URI> issuer();

  /** As which client the gateway is registered. */
  Optional<String> clientId();

  /** File with the client's secret; without it the gateway is a public client. */
  Optional<String> clientSecretFile();

  /**
   * Where the issuer sends people back to: the gateway's own address and /sign-in/oidc/callback.
   */
  Optional<URI> redirectUri();

  /** What people read on the button. */
  @WithDefault("Single sign-on")
  String name();

  @WithDefault("openid,profile,email")
  List<String> scopes();

  /** The claim that names a new account. */
  @WithDefault("preferred_username")
  String userClaim();

  /** The claim that holds the groups; dots lead into objects. */
  @WithDefault("groups")
  String groupsClaim();

  /** What groups are here: {@code group=workspace:role}, the group up to the last equals sign. */
  Optional<List<String>> roles();

  /** The audience of machines' access tokens; without it no such token is taken. */
  Optional<String> audience();

  /** How long the issuer may take to connect, and to answer. */
  @WithDefault("5s")
  Duration timeout();
}
