package dev.sequitur.gateway;

import java.security.KeyFactory;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

/** Reads the internal token as a service would: with the public key alone. */
final class InternalToken {

  private InternalToken() {}

  static Map<String, Object> verified(String header) {
    try {
      var der = Base64.getDecoder().decode(System.getProperty(Keys.PUBLIC_KEY));
      var key = KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der));
      return new JwtConsumerBuilder()
          .setVerificationKey(key)
          .setJwsAlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, "RS256")
          .setExpectedIssuer("sequitur")
          .setExpectedAudience("sequitur")
          .setRequireExpirationTime()
          .setMaxFutureValidityInMinutes(2)
          .build()
          .processToClaims(header.substring("Bearer ".length()))
          .getClaimsMap();
    } catch (Exception e) {
      throw new AssertionError("not a token of the gateway: " + header, e);
    }
  }
}
