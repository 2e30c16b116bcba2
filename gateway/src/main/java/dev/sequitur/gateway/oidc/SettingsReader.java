package dev.sequitur.gateway.oidc;

import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.Issuer;
import dev.sequitur.kit.definition.ManifestReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the issuers of the configuration; what is wrong with them ends the start in a sentence. */
final class SettingsReader {

  private static final String PREFIX = "sequitur.gateway.oidc.";
  private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "[::1]");

  private final OidcConfig config;

  private SettingsReader(OidcConfig config) {
    this.config = config;
  }

  /**
   * All issuers, by name.
   *
   * @throws IllegalStateException that names the key and says what is wrong
   */
  static List<Settings> read(OidcConfig config) {
    var reader = new SettingsReader(config);
    var all = new ArrayList<Settings>();
    new TreeMap<>(config.issuers()).forEach((name, one) -> all.add(reader.read(name, one)));
    requireApart(all);
    return List.copyOf(all);
  }

  private Settings read(String name, OidcConfig.Issuer one) {
    var key = "issuers." + name + ".";
    if (!ManifestReader.isName(name)) {
      throw mistake("issuers." + name, "is no name: small letters, digits and hyphens, up to 63");
    }
    var url = required(key + "url", one.url().orElse(null));
    requireSafe(key + "url", url);
    var client = required(key + "client-id", one.clientId().orElse(null));
    if (client.equals(one.audience().orElse(null))) {
      // Else a person's ID token, which other parties hold, would open the API.
      throw mistake(key + "audience", "must not be the client id");
    }
    if (!one.scopes().contains("openid")) {
      throw mistake(key + "scopes", "must hold openid");
    }
    var roles = GroupRoles.of(key + "roles", one.groupsClaim(), one.roles().orElse(List.of()));
    return new Settings(name, one, new Issuer(url), secret(key, one), redirect(name), roles);
  }

  private URI redirect(String name) {
    var address = required("address", config.address().orElse(null));
    requireSafe("address", address);
    if (!address.resolve("/").toString().equals(address.toString().replaceFirst("/?$", "/"))) {
      throw mistake("address", "must be a scheme, a host and a port, and nothing behind them");
    }
    return address.resolve(Settings.callback(name));
  }

  /** Two names for one issuer would have two ideas of what its groups are. */
  private static void requireApart(List<Settings> all) {
    var names = new HashMap<Issuer, String>();
    for (var one : all) {
      var other = names.put(one.issuer(), one.name());
      if (other != null) {
        throw mistake("issuers." + one.name() + ".url", "is that of " + other + ", too");
      }
    }
  }

  private static <T> T required(String key, @Nullable T value) {
    if (value == null) {
      throw mistake(key, "is missing");
    }
    return value;
  }

  private static void requireSafe(String key, URI uri) {
    var safe =
        "https".equals(uri.getScheme())
            || ("http".equals(uri.getScheme()) && THIS_MACHINE.contains(uri.getHost()));
    if (!safe || uri.getHost() == null) {
      throw mistake(key, "must be https, or http on this machine");
    }
  }

  private static @Nullable Secret secret(String key, OidcConfig.Issuer one) {
    var file = one.clientSecretFile().orElse(null);
    if (file == null) {
      return null;
    }
    try {
      var text = Files.readString(Path.of(file)).strip();
      if (text.isEmpty()) {
        throw mistake(key + "client-secret-file", "names an empty file: " + file);
      }
      return new Secret(text);
    } catch (IOException e) {
      throw mistake(key + "client-secret-file", "names a file that cannot be read: " + file);
    }
  }

  static IllegalStateException mistake(String key, String what) {
    return new IllegalStateException(PREFIX + key + " " + what);
  }
}
