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
  private static final Verification.Scheme STANDARD = new Verification.StandardWebhooks();

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
        assertThat(Signatures.check(STANDARD, SECRET.getBytes(UTF_8), request, NOW))
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
      return Signatures.check(STANDARD, secret.getBytes(UTF_8), request, now);
    }
  }

  /** {@code v1a}: Ed25519. */
  @Nested
  class StandardWebhooksWithAPublicKey {

    /** The vector that the standard's reference server is tested with. */
    private static final String KEY = "whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=";

    private static final String SIGNATURE =
        "v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg==";

    private static final Instant NOW = Instant.ofEpochSecond(1_614_265_330L);

    @Test
    void publishedVectorIsGenuine() {
      assertThat(check(KEY, SIGNATURE, BODY)).isNull();
      assertThat(check(KEY, "v1,AAAA v1a,%% v1a, " + SIGNATURE, BODY)).isNull();
    }

    @Test
    void otherBodiesSignaturesAndVersionsAreRefused() {
      assertThat(check(KEY, SIGNATURE, BODY + " ")).isEqualTo(TriggerProblem.SIGNATURE_INVALID);
      assertThat(check(KEY, SIGNATURE.replace("hnO3", "hnO4"), BODY))
          .isEqualTo(TriggerProblem.SIGNATURE_INVALID);
      assertThat(check(KEY, SIGNATURE.replace("v1a,", "v1,"), BODY))
          .isEqualTo(TriggerProblem.SIGNATURE_INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"whpk_", "whpk_AAAA", "whpk_%%%"})
    void whatIsNoKeyClosesTheDoor(String key) {
      assertThat(check(key, SIGNATURE, BODY)).isEqualTo(TriggerProblem.SECRET_UNUSABLE);
    }

    private static @Nullable TriggerProblem check(String key, String signature, String body) {
      var headers =
          Map.of(
              "webhook-id",
              "msg_p5jXN8AQM9LWM0D4loKWxJek",
              "webhook-timestamp",
              Long.toString(NOW.getEpochSecond()),
              "webhook-signature",
              signature);
      var request = new IncomingRequest(headers, Map.of(), body.getBytes(UTF_8));
      return Signatures.check(STANDARD, key.getBytes(UTF_8), request, NOW);
    }
  }

  @Nested
  class GitHub {

    /** From the documentation of GitHub's webhooks. */
    private static final String SIGNATURE =
        "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

    @Test
    void publishedVectorIsGenuineAndNothingElse() {
      assertThat(check(SIGNATURE, "Hello, World!")).isNull();
      assertThat(check(SIGNATURE, "Hello, World?")).isEqualTo(TriggerProblem.SIGNATURE_INVALID);
      assertThat(check(SIGNATURE.replace("sha256=", ""), "Hello, World!"))
          .isEqualTo(TriggerProblem.SIGNATURE_INVALID);
      assertThat(check("", "Hello, World!")).isEqualTo(TriggerProblem.SIGNATURE_MISSING);
    }

    private static @Nullable TriggerProblem check(String signature, String body) {
      var request =
          new IncomingRequest(
              Map.of("x-hub-signature-256", signature), Map.of(), body.getBytes(UTF_8));
      return Signatures.check(
          new Verification.GitHub(),
          "It's a Secret to Everybody".getBytes(UTF_8),
          request,
          Instant.EPOCH);
    }
  }

  @Nested
  class Stripe {

    private static final String SECRET = "whsec_test";
    private static final long SIGNED_AT = 1_700_000_000L;
    private static final Instant NOW = Instant.ofEpochSecond(SIGNED_AT);

    @Test
    void timeAndBodyAreSignedByTheWholeSecret() {
      var code = hmac(SECRET, SIGNED_AT + "." + BODY);
      assertThat(check("t=" + SIGNED_AT + ",v1=" + code, BODY, NOW)).isNull();
      assertThat(check("t=" + SIGNED_AT + ", v1=00, v1=" + code + ",v0=1", BODY, NOW)).isNull();
      assertThat(check("t=" + SIGNED_AT + ",v1=" + code, BODY + " ", NOW))
          .isEqualTo(TriggerProblem.SIGNATURE_INVALID);
      assertThat(check("t=" + (SIGNED_AT + 1) + ",v1=" + code, BODY, NOW))
          .isEqualTo(TriggerProblem.SIGNATURE_INVALID);
      var other = hmac("test", SIGNED_AT + "." + BODY);
      assertThat(check("t=" + SIGNED_AT + ",v1=" + other, BODY, NOW))
          .isEqualTo(TriggerProblem.SIGNATURE_INVALID);
    }

    @ParameterizedTest
    @CsvSource({"-301, false", "-300, true", "300, true", "301, false"})
    void timestampMayBeFiveMinutesOff(int seconds, boolean genuine) {
      var header = "t=" + SIGNED_AT + ",v1=" + hmac(SECRET, SIGNED_AT + "." + BODY);
      assertThat(check(header, BODY, NOW.plusSeconds(seconds)))
          .isEqualTo(genuine ? null : TriggerProblem.TIMESTAMP_OUTSIDE_TOLERANCE);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"v1=00", "t=,v1=00", "t=soon,v1=00", "t=1700000000", ",,=", "t=-1,v1=0"})
    void whatIsNoSignatureIsRefused(String header) {
      assertThat(check(header, BODY, NOW)).isEqualTo(TriggerProblem.SIGNATURE_INVALID);
    }

    private static @Nullable TriggerProblem check(String header, String body, Instant now) {
      var request =
          new IncomingRequest(Map.of("stripe-signature", header), Map.of(), body.getBytes(UTF_8));
      return Signatures.check(new Verification.Stripe(), SECRET.getBytes(UTF_8), request, now);
    }
  }

  @Nested
  class Slack {

    /** The example of Slack's documentation. */
    private static final String SECRET = "8f742231b10e8888abcd99yyyzzz85a5";

    private static final Instant NOW = Instant.ofEpochSecond(1_531_420_618L);
    private static final String SIGNATURE =
        "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";
    private static final String COMMAND =
        "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow"
            + "&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner"
            + "&command=%2Fwebhook-collect&text="
            + "&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554"
            + "%2F96rGlfmibIGlgcZRskXaIFfN"
            + "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";

    @Test
    void publishedVectorIsGenuineAndNothingElse() {
      assertThat(check(SIGNATURE, "1531420618", COMMAND, NOW)).isNull();
      assertThat(check(SIGNATURE, "1531420618", COMMAND + "&", NOW))
          .isEqualTo(TriggerProblem.SIGNATURE_INVALID);
      assertThat(check(SIGNATURE, "1531420619", COMMAND, NOW))
          .isEqualTo(TriggerProblem.SIGNATURE_INVALID);
      assertThat(check(SIGNATURE.replace("v0=", ""), "1531420618", COMMAND, NOW))
          .isEqualTo(TriggerProblem.SIGNATURE_INVALID);
      assertThat(check(SIGNATURE, "", COMMAND, NOW)).isEqualTo(TriggerProblem.SIGNATURE_MISSING);
      assertThat(check(SIGNATURE, "1531420618", COMMAND, NOW.plusSeconds(301)))
          .isEqualTo(TriggerProblem.TIMESTAMP_OUTSIDE_TOLERANCE);
    }

    private static @Nullable TriggerProblem check(
        String signature, String timestamp, String body, Instant now) {
      var headers = Map.of("x-slack-signature", signature, "x-slack-request-timestamp", timestamp);
      var request = new IncomingRequest(headers, Map.of(), body.getBytes(UTF_8));
      return Signatures.check(new Verification.Slack(), SECRET.getBytes(UTF_8), request, now);
    }
  }

  private static String hmac(String secret, String text) {
    return HexFormat.of().formatHex(Codes.hmac(secret.getBytes(UTF_8), text.getBytes(UTF_8)));
  }

  @Nested
  class Hmac {

    private static final Verification.Hmac HEX =
        new Verification.Hmac("x-signature", null, Encoding.HEX);

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
      var way = new Verification.Hmac("x-signature", null, Encoding.BASE64);
      var base64 = Base64.getEncoder().encodeToString(code("key", BODY));
      assertThat(check(way, "key", base64, BODY)).isNull();
      assertThat(check(HEX, "key", base64, BODY)).isEqualTo(TriggerProblem.SIGNATURE_INVALID);
    }

    @Test
    void configuredPrefixIsDemanded() {
      var way = new Verification.Hmac("x-signature", "v0=", Encoding.HEX);
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
      return Signatures.check(way, secret.getBytes(UTF_8), request, Instant.EPOCH);
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
