package dev.sequitur.gateway.oidc;

import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The issuer and this client of it, checked when the gateway starts.
 *
 * @param secret null for a public client
 * @param audience of machines' tokens; null: they are not taken
 */
record Settings(
    Issuer issuer,
    ClientID client,
    @Nullable Secret secret,
    URI redirectUri,
    GroupRoles roles,
    @Nullable String audience) {

  static final String CALLBACK = "/sign-in/oidc/callback";

  private static final String PREFIX = "sequitur.gateway.oidc.";
  private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "[::1]");

  /** Empty without an issuer; a half setting is a mistake that the start tells. */
  static Optional<Settings> of(OidcConfig config) {
    return config.issuer().map(issuer -> of(issuer, config));
  }

  private static Settings of(URI issuer, OidcConfig config) {
    requireSafe("issuer", issuer);
    var client = config.clientId().orElseThrow(() -> mistake("client-id", "is missing"));
    var redirect = config.redirectUri().orElseThrow(() -> mistake("redirect-uri", "is missing"));
    requireSafe("redirect-uri", redirect);
    if (!CALLBACK.equals(redirect.getPath())) {
      throw mistake("redirect-uri", "must end with " + CALLBACK);
    }
    var audience = config.audience().orElse(null);
    if (client.equals(audience)) {
      // Else a person's ID token, which other parties hold, would open the API.
      throw mistake("audience", "must not be the client id");
    }
    return new Settings(
        new Issuer(issuer),
        new ClientID(client),
        config.clientSecretFile().map(file -> read(Path.of(file))).orElse(null),
        redirect,
        GroupRoles.of(config.groupsClaim(), config.roles().orElse(List.of())),
        audience);
  }

  /** The gateway's own page, as seen from outside. */
  URI home() {
    return redirectUri.resolve("/");
  }

  private static void requireSafe(String key, URI uri) {
    var safe =
        "https".equals(uri.getScheme())
            || ("http".equals(uri.getScheme()) && THIS_MACHINE.contains(uri.getHost()));
    if (!safe || uri.getHost() == null) {
      throw mistake(key, "must be https, or http on this machine");
    }
  }

  static IllegalStateException mistake(String key, String what) {
    return new IllegalStateException(PREFIX + key + " " + what);
  }

  private static Secret read(Path file) {
    try {
      return new Secret(Files.readString(file).strip());
    } catch (IOException e) {
      throw new UncheckedIOException("the client's secret cannot be read", e);
    }
  }
}
