package dev.sequitur.gateway.oidc;

import dev.sequitur.gateway.GatewayProblem;
import dev.sequitur.gateway.account.KnownIssuers;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All issuers of the configuration; read at the start, so that what is wrong is said then. */
@Startup
@ApplicationScoped
class Issuers implements KnownIssuers {

  private final List<Provider> all;

  Issuers(OidcConfig config, InstantSource clock) {
    this.all =
        SettingsReader.read(config).stream()
            .map(settings -> new Provider(settings, config.timeout(), clock))
            .toList();
  }

  /** By name. */
  List<Provider> all() {
    return all;
  }

  /**
   * The issuer of that name.
   *
   * @throws dev.sequitur.kit.problem.Problem NO_ISSUER
   */
  Provider named(String name) {
    return all.stream()
        .filter(one -> one.settings().name().equals(name))
        .findFirst()
        .orElseThrow(() -> GatewayProblem.NO_ISSUER.with("No issuer is called " + name + " here."));
  }

  /** The issuer that spells itself so; null: none of ours. */
  @Nullable Provider at(@Nullable String url) {
    return all.stream()
        .filter(one -> one.settings().issuer().getValue().equals(url))
        .findFirst()
        .orElse(null);
  }

  @Override
  public Set<String> urls() {
    return all.stream()
        .map(one -> one.settings().issuer().getValue())
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public Optional<URI> signOut(@Nullable String url) {
    return Optional.ofNullable(at(url)).flatMap(IssuerSignOut::address);
  }

  @Override
  public Optional<String> name(String url) {
    return Optional.ofNullable(at(url)).map(one -> one.settings().name());
  }
}
