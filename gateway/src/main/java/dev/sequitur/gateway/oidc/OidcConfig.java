package dev.sequitur.gateway.oidc;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The OpenID Connect issuers at which people sign in; without one there is none. */
@ConfigMapping(prefix = "sequitur.gateway.oidc")
public interface OidcConfig {

  /** The gateway's own address, as browsers know it; https, or http on this machine. */
  Optional<URI> address();

  /** By the name that stands in their addresses here. */
  Map<String, Issuer> issuers();

  /** How long an issuer may take to connect, and to answer. */
  @WithDefault("5s")
  Duration timeout();

  /** One issuer, and the gateway as its client. */
  interface Issuer {

    /** Exactly as the issuer spells itself; https, or http on this machine. */
    Optional<URI> url();

    /** As which client the gateway is registered. */
    Optional<String> clientId();

    /** File with the client's secret; without it the gateway is a public client. */
    Optional<String> clientSecretFile();

    /** What people read on the button. */
    Optional<String> label();

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
  }
}
