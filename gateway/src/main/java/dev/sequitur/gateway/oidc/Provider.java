package dev.sequitur.gateway.oidc;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import dev.sequitur.gateway.GatewayProblem;
import java.io.IOException;
import java.net.MalformedURLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One issuer as it describes itself. It is asked when it is first needed and not at the start: the
 * gateway is ready without it.
 */
class Provider {

  private static final Logger LOG = Logger.getLogger(Provider.class);
  private static final Duration BELIEVED = Duration.ofHours(1);
  private static final long KEYS_BELIEVED_MILLIS = Duration.ofMinutes(15).toMillis();

  /** A key that is not known has the issuer asked; made-up ones must not have it asked at will. */
  private static final long KEYS_AT_MOST_EVERY_MILLIS = 1_000;

  private static final int LARGEST_KEYS = 256 * 1024;
  private static final int EXCHANGES_AT_ONCE = 16;

  /** What was found out, and the keys that go with it. */
  record Known(OIDCProviderMetadata metadata, JWKSource<SecurityContext> keys, Instant until) {

    /** Signatures by the issuer's own keys alone: neither none, nor a secret that is shared. */
    JWSVerificationKeySelector<SecurityContext> selector() {
      var offered = metadata.getIDTokenJWSAlgs();
      Set<JWSAlgorithm> taken =
          (offered == null ? Set.of(JWSAlgorithm.RS256) : offered)
              .stream()
                  .filter(JWSAlgorithm.Family.SIGNATURE::contains)
                  .collect(Collectors.toUnmodifiableSet());
      return new JWSVerificationKeySelector<>(taken, keys);
    }
  }

  private final ReentrantLock asking = new ReentrantLock();
  private final Semaphore places = new Semaphore(EXCHANGES_AT_ONCE);
  private final Settings settings;
  private final InstantSource clock;
  private final int timeoutMillis;
  private volatile @Nullable Known known;

  Provider(Settings settings, Duration timeout, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    this.timeoutMillis = (int) timeout.toMillis();
  }

  Settings settings() {
    return settings;
  }

  /** Of those whose codes are being exchanged: who waits for one issuer holds up no other. */
  Semaphore places() {
    return places;
  }

  int timeoutMillis() {
    return timeoutMillis;
  }

  /** What is known already, without asking anybody. */
  @Nullable Known remembered() {
    return known;
  }

  /**
   * The issuer's description. One that cannot be had anew is believed on.
   *
   * @throws dev.sequitur.kit.problem.Problem ISSUER_UNAVAILABLE
   */
  Known get() {
    var before = known;
    if (before != null && clock.instant().isBefore(before.until())) {
      return before;
    }
    if (!mayAsk()) {
      return oldOr(before);
    }
    try {
      var meanwhile = known;
      if (meanwhile != null && meanwhile != before) {
        return meanwhile;
      }
      var found = ask();
      known = found;
      return found;
    } catch (GeneralException | IOException e) {
      LOG.warnf("the issuer %s cannot be asked: %s", settings.issuer(), e.getMessage());
      return oldOr(before);
    } finally {
      asking.unlock();
    }
  }

  /** One asks; nobody waits for an issuer that hangs longer than for one answer. */
  private boolean mayAsk() {
    try {
      return asking.tryLock(timeoutMillis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Known oldOr(@Nullable Known before) {
    if (before == null) {
      throw GatewayProblem.ISSUER_UNAVAILABLE.with("It does not describe itself; try again.");
    }
    return before;
  }

  private Known ask() throws GeneralException, IOException {
    var metadata = OIDCProviderMetadata.resolve(settings.issuer(), timeoutMillis, timeoutMillis);
    if (metadata.getAuthorizationEndpointURI() == null
        || metadata.getTokenEndpointURI() == null
        || metadata.getJWKSetURI() == null) {
      throw new GeneralException("it offers no authorization code flow");
    }
    return new Known(metadata, keys(metadata), clock.instant().plus(BELIEVED));
  }

  private JWKSource<SecurityContext> keys(OIDCProviderMetadata metadata)
      throws MalformedURLException {
    var retriever = new DefaultResourceRetriever(timeoutMillis, timeoutMillis, LARGEST_KEYS);
    return JWKSourceBuilder.create(metadata.getJWKSetURI().toURL(), retriever)
        .cache(KEYS_BELIEVED_MILLIS, timeoutMillis)
        .refreshAheadCache(false)
        .rateLimited(KEYS_AT_MOST_EVERY_MILLIS)
        .build();
  }
}
