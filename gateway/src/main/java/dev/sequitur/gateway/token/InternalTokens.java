package dev.sequitur.gateway.token;

import dev.sequitur.gateway.access.Grant;
import dev.sequitur.gateway.access.Role;
import dev.sequitur.gateway.access.Roles;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.jwt.build.Jwt;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tokens that tell services who asks, in which workspace, with which permissions. One is minted a
 * minute for each principal, workspace and grant, and is valid for two: a token on its way always
 * has a minute left.
 */
@ApplicationScoped
public class InternalTokens {

  private static final Duration MINTED_EVERY = Duration.ofMinutes(1);
  private static final Duration VALID = Duration.ofMinutes(2);

  private record Bearer(String principal, String workspace, Grant grant) {}

  private record Minted(String header, Instant at) {}

  private final Map<Bearer, Minted> minted = new ConcurrentHashMap<>();
  private final SigningKey key;
  private final Roles roles;
  private final InstantSource clock;

  InternalTokens(SigningKey key, Roles roles, InstantSource clock) {
    this.key = key;
    this.roles = roles;
    this.clock = clock;
  }

  /** Without its key the gateway does not start; the first request pays for nothing. */
  void start(@Observes StartupEvent starting) {
    mint(new Bearer("nobody", "none", new Grant(Role.VIEWER, null)), clock.instant());
  }

  /** The value of an {@code Authorization} header. */
  public String header(String principal, String workspace, Grant grant) {
    var bearer = new Bearer(principal, workspace, grant);
    var now = clock.instant();
    var known = minted.get(bearer);
    if (known == null || isStale(known, now)) {
      known = mint(bearer, now);
      minted.put(bearer, known);
    }
    return known.header();
  }

  @Scheduled(every = "1m")
  void forgetStale() {
    var now = clock.instant();
    minted.values().removeIf(token -> isStale(token, now));
  }

  private static boolean isStale(Minted token, Instant now) {
    return !now.isBefore(token.at().plus(MINTED_EVERY));
  }

  private Minted mint(Bearer bearer, Instant now) {
    var token =
        Jwt.issuer("sequitur")
            .audience("sequitur")
            .subject(bearer.principal())
            .upn(bearer.principal())
            .claim("workspace", bearer.workspace())
            .groups(bearer.grant().permissions(roles))
            .issuedAt(now)
            .expiresAt(now.plus(VALID))
            .sign(key.key());
    return new Minted("Bearer " + token, now);
  }
}
