package dev.sequitur.gateway.account;

import dev.sequitur.gateway.GatewayProblem;
import dev.sequitur.kit.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.HmacKey;
import org.jspecify.annotations.Nullable;

/** Reads one-time sign-in links: compact JWS, HS256 and nothing else. */
@ApplicationScoped
class SignInLinks {

  /** No link lives longer, whatever it says. */
  private static final int LONGEST_MINUTES = 15;

  /**
   * A genuine link; whether it was used before only the database knows.
   *
   * @param id drawn by whoever signed it
   */
  record Link(String account, String id, Instant expiresAt) {}

  private final @Nullable HmacKey key;
  private final InstantSource clock;

  SignInLinks(SignInConfig config, InstantSource clock) {
    this.key = config.keyFile().map(file -> read(Path.of(file))).orElse(null);
    this.clock = clock;
  }

  /**
   * Checks signature and expiry.
   *
   * @throws Problem LINK_INVALID, without saying why
   */
  Link verify(@Nullable String text) {
    if (key == null || text == null) {
      throw invalid();
    }
    try {
      return link(claims(key, text));
    } catch (InvalidJwtException | MalformedClaimException e) {
      throw invalid();
    }
  }

  private JwtClaims claims(HmacKey verifyingKey, String text) throws InvalidJwtException {
    var now = NumericDate.fromMilliseconds(clock.millis());
    return new JwtConsumerBuilder()
        .setVerificationKey(verifyingKey)
        .setJwsAlgorithmConstraints(
            new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.HMAC_SHA256))
        .setRequireSubject()
        .setRequireJwtId()
        .setRequireExpirationTime()
        .setMaxFutureValidityInMinutes(LONGEST_MINUTES)
        .setEvaluationTime(now)
        .build()
        .processToClaims(text);
  }

  private static Link link(JwtClaims claims) throws MalformedClaimException {
    return new Link(
        claims.getSubject(),
        claims.getJwtId(),
        Instant.ofEpochMilli(claims.getExpirationTime().getValueInMillis()));
  }

  private static Problem invalid() {
    return GatewayProblem.LINK_INVALID.with("It is forged or has expired; ask for a new one.");
  }

  private static HmacKey read(Path file) {
    try {
      return new HmacKey(Base64.getDecoder().decode(Files.readString(file).strip()));
    } catch (IOException e) {
      throw new UncheckedIOException("the key of sign-in links cannot be read", e);
    }
  }
}
