package dev.sequitur.trigger.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import dev.sequitur.trigger.TriggerProblem;
import dev.sequitur.trigger.definition.Verification;
import dev.sequitur.trigger.definition.Verification.Encoding;
import dev.sequitur.trigger.event.IncomingRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignaturesTest {

  private static final String BODY = "{\"test\": 2432232314}";

  /** The vectors that the standard's own libraries are tested with. */
  @Nested
  class StandardWebhooks {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final long SIGNED_AT = 1_614_265_330L;
    private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private static final Instant NOW = Instant.ofEpochSecond(SIGNED_AT);

    @Test
    void publishedVectorIsGenuine() {
      assertThat(check(SECRET, signed(SIGNATURE), BODY, NOW)).isNull();
    }

    @Test
    void secondPublishedVectorIsGenuine() {
      var headers =
          Map.of(
              "webhook-id", "msg_loFOjxBNrRLzqYUf",
              "webhook-timestamp", "1731705121",
              "webhook-signature", "v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0=");
      var body = "{\"event_type\":\"ping\",\"data\":{\"success\":true}}";
      var now = Instant.ofEpochSecond(1_731_705_121L);
      assertThat(check("whsec_plJ3nmyCDGBKInavdOK15jsl", headers, body, now)).isNull();
    }

    @Test
    void publishedLibraryAndThisOneAgree() throws Exception {
      var library = new Webhook(SECRET);
      var signature = library.sign("msg_1", SIGNED_AT, "{\"a\":\"ä\"}");
      var headers = new HashMap<>(signed(signature));
      headers.put("webhook-id", "msg_1");
      assertThat(check(SECRET, headers, "{\"a\":\"ä\"}", NOW)).isNull();
      assertThat(check(SECRET, headers, "{\"a\":\"a\"}", NOW))
          .isEqualTo(TriggerProblem.SIGNATURE_INVALID);
    }

    @Test
    void secretWithoutPrefixIsTheSameSecret() {
      var bare = SECRET.substring("whsec_".length());
      assertThat(check(bare, signed(SIGNATURE), BODY, NOW)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{\"test\": 2432232315}",
          "{\"test\":2432232314}",
          "{\"test\": 2432232314} ",
          "",
        })
    void everyOtherBodyIsRefused(String body) {
      assertThat(check(SECRET, signed(SIGNATURE), body, NOW))
          .isEqualTo(TriggerProblem.SIGNATURE_INVALID);
    }

    @Test
    void everyAlteredByteIsRefused() {
      var bytes = BODY.getBytes(UTF_8);
      for (int i = 0; i < bytes.length; i++) {
        var altered = bytes.clone();
        altered[i] ^= 1;
        var request = new IncomingRequest(signed(SIGNATURE), Map.of(), altered);
        assertThat(Signatures.checkStandard(SECRET.getBytes(UTF_8), request, NOW))
            .isEqualTo(TriggerProblem.SIGNATURE_INVALID);
      }
    }

    @ParameterizedTest
    @ValueSource(strings = {"webhook-id", "webhook-timestamp", "webhook-signature"})
    void everyMissingHeaderIsRefused(String header) {
      var headers = new HashMap<>(signed(SIGNATURE));
      headers.remove(header);
      assertThat(check(SECRET, headers, BODY, NOW)).isEqualTo(TriggerProblem.SIGNATURE_MISSING);
      headers.put(header, " ");
      assertThat(check(SECRET, headers, BODY, NOW)).isEqualTo(TriggerProblem.SIGNATURE_MISSING);
    }

    @ParameterizedTest
    @CsvSource({"-301, false", "-300, true", "0, true", "300, true", "301, false"})
    void timestampMayBeFiveMinutesOff(int seconds, boolean genuine) {
      var refusal = check(SECRET, signed(SIGNATURE), BODY, NOW.plus(Duration.ofSeconds(seconds)));
      assertThat(refusal).isEqualTo(genuine ? null : TriggerProblem.TIMESTAMP_OUTSIDE_TOLERANCE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-5", "1614265330.5", "99999999999999999999", "１６１４"})
    void timestampThatIsNoneIsRefused(String timestamp) {
      var headers = new HashMap<>(signed(SIGNATURE));
      headers.put("webhook-timestamp", timestamp);
      assertThat(check(SECRET, headers, BODY, NOW)).isEqualTo(TriggerProblem.SIGNATURE_INVALID);
    }

    @Test
    void timestampAndIdAreSigned() {
      var later = new HashMap<>(signed(SIGNATURE));
      later.put("webhook-timestamp", Long.toString(SIGNED_AT + 1));
      assertThat(check(SECRET, later, BODY, NOW)).isEqualTo(TriggerProblem.SIGNATURE_INVALID);
      var renamed = new HashMap<>(signed(SIGNATURE));
      renamed.put("webhook-id", ID + "x");
      assertThat(check(SECRET, renamed, BODY, NOW)).isEqualTo(TriggerProblem.SIGNATURE_INVALID);
    }

    @Test
    void oneGenuineSignatureOfSeveralIsEnough() {
      var other = "v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=";
      assertThat(check(SECRET, signed(other + " " + SIGNATURE), BODY, NOW)).isNull();
      assertThat(check(SECRET, signed(SIGNATURE + " v1a,xyz " + other), BODY, NOW)).isNull();
      assertThat(check(SECRET, signed(other + " v1,%% v1,"), BODY, NOW))
          .isEqualTo(TriggerProblem.SIGNATURE_INVALID);
    }

    @Test
    void signatureOfAnotherVersionDoesNotCount() {
      assertThat(check(SECRET, signed(SIGNATURE.replace("v1,", "v2,")), BODY, NOW))
          .isEqualTo(TriggerProblem.SIGNATURE_INVALID);
      assertThat(check(SECRET, signed(SIGNATURE.replace("v1,", "")), BODY, NOW))
          .isEqualTo(TriggerProblem.SIGNATURE_INVALID);
    }

    @Test
    void otherSecretIsRefused() {
      assertThat(check("whsec_plJ3nmyCDGBKInavdOK15jsl", signed(SIGNATURE), BODY, NOW))
          .isEqualTo(TriggerProblem.SIGNATURE_INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "whsec_", "whsec_%%%"})
    void secretThatIsNoKeyClosesTheDoor(String secret) {
      assertThat(check(secret, signed(SIGNATURE), BODY, NOW))
          .isEqualTo(TriggerProblem.SECRET_UNUSABLE);
    }

    private static Map<String, String> signed(String signature) {
      return Map.of(
          "webhook-id", ID,
          "webhook-timestamp", Long.toString(SIGNED_AT),
          "webhook-signature", signature);
    }

    private static @Nullable TriggerProblem check(
        String secret, Map<String, String> headers, String body, Instant now) {
      var request = new IncomingRequest(headers, Map.of(), body.getBytes(UTF_8));
      return Signatures.checkStandard(secret.getBytes(UTF_8), request, now);
    }
  }

  @Nested
  class Hmac {

    private static final Verification.Hmac HEX =
        new Verification.Hmac("hook", "x-signature", null, Encoding.HEX);

    /** From the documentation of GitHub's webhooks. */
    @Test
    void publishedVectorOfGitHubIsGenuine() {
      var signature = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
      assertThat(check(HEX, "It's a Secret to Everybody", signature, "Hello, World!")).isNull();
    }

    @Test
    void hexIsTakenInBothCasesWithAndWithoutPrefix() {
      var hex = HexFormat.of().formatHex(code("key", BODY));
      assertThat(check(HEX, "key", hex, BODY)).isNull();
      assertThat(check(HEX, "key", hex.toUpperCase(java.util.Locale.ROOT), BODY)).isNull();
      assertThat(check(HEX, "key", "sha256=" + hex, BODY)).isNull();
    }

    @Test
    void base64IsTakenWhereItIsConfigured() {
      var way = new Verification.Hmac("hook", "x-signature", null, Encoding.BASE64);
      var base64 = Base64.getEncoder().encodeToString(code("key", BODY));
      assertThat(check(way, "key", base64, BODY)).isNull();
      assertThat(check(HEX, "key", base64, BODY)).isEqualTo(TriggerProblem.SIGNATURE_INVALID);
    }

    @Test
    void configuredPrefixIsDemanded() {
      var way = new Verification.Hmac("hook", "x-signature", "v0=", Encoding.HEX);
      var hex = HexFormat.of().formatHex(code("key", BODY));
      assertThat(check(way, "key", "v0=" + hex, BODY)).isNull();
      assertThat(check(way, "key", hex, BODY)).isEqualTo(TriggerProblem.SIGNATURE_INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zz", "sha256=", "abc", "sha1=00", "00"})
    void whatIsNoSignatureIsRefused(String signature) {
      assertThat(check(HEX, "key", signature, BODY)).isEqualTo(TriggerProblem.SIGNATURE_INVALID);
    }

    @Test
    void alteredBodyOtherSecretAndMissingHeaderAreRefused() {
      var hex = HexFormat.of().formatHex(code("key", BODY));
      assertThat(check(HEX, "key", hex, BODY + " ")).isEqualTo(TriggerProblem.SIGNATURE_INVALID);
      assertThat(check(HEX, "other", hex, BODY)).isEqualTo(TriggerProblem.SIGNATURE_INVALID);
      assertThat(check(HEX, "key", "", BODY)).isEqualTo(TriggerProblem.SIGNATURE_MISSING);
    }

    @Test
    void emptySecretClosesTheDoor() {
      assertThat(check(HEX, "", "00", BODY)).isEqualTo(TriggerProblem.SECRET_UNUSABLE);
    }

    private static @Nullable TriggerProblem check(
        Verification.Hmac way, String secret, String signature, String body) {
      var request =
          new IncomingRequest(Map.of("x-signature", signature), Map.of(), body.getBytes(UTF_8));
      return Signatures.check(way, secret.getBytes(UTF_8), request);
    }

    private static byte[] code(String secret, String body) {
      try {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
        return mac.doFinal(body.getBytes(UTF_8));
      } catch (java.security.GeneralSecurityException e) {
        throw new AssertionError(e);
      }
    }
  }
}
