package dev.sequitur.executor.action.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.sequitur.contracts.Delivery;
import dev.sequitur.contracts.Wire;
import dev.sequitur.executor.action.InvalidArgumentsException;
import dev.sequitur.executor.action.Redaction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpArgumentsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'url':7}",
        "{'url':{'secret':'a','b':1}}",
        "{'url':'http://a/','method':'BREW'}",
        "{'url':'http://a/','methd':'GET'}",
        "{'url':'http://a/','headers':[]}",
        "{'url':'http://a/','headers':{'Host':'b'}}",
        "{'url':'http://a/','headers':{'content-length':'1'}}",
        "{'url':'http://a/','headers':{'idempotency-key':'1'}}",
        "{'url':'http://a/','headers':{'X':'a\\r\\nY: b'}}",
        "{'url':'http://a/','headers':{'X\\n':'a'}}",
        "{'url':'http://a/','headers':{'X':'\\u20ac'}}",
        "{'url':'http://a/','headers':{'X':{'y':1}}}",
        "{'url':'http://a/','query':'a=b'}",
        "{'url':'http://a/','query':{'a':{'b':1}}}",
        "{'url':'http://a/','timeout':5}",
        "{'url':'http://a/','timeout':'0s'}",
        "{'url':'http://a/','timeout':'-PT5S'}",
        "{'url':'http://a/','timeout':'soon'}",
        "{'url':'http://a/','delivery':'exactly_once'}"
      })
  void mistakesAreNamed(String json) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOfSatisfying(
            InvalidArgumentsException.class, e -> assertThat(e.violations()).isNotEmpty());
  }

  @Test
  void absentFieldsHaveDefaults() {
    var arguments = read("{'url':'https://example.com/x'}");

    assertThat(arguments.method()).isEqualTo("GET");
    assertThat(arguments.delivery()).isEqualTo(Delivery.IDEMPOTENT);
    assertThat(arguments.host()).isEqualTo("example.com:443");
    assertThat(arguments.timeout()).isNull();
    assertThat(read("{'url':'http://a/','body':{}}").method()).isEqualTo("POST");
  }

  @ParameterizedTest
  @CsvSource({
    "GET,IDEMPOTENT",
    "HEAD,IDEMPOTENT",
    "PUT,IDEMPOTENT",
    "DELETE,IDEMPOTENT",
    "OPTIONS,IDEMPOTENT",
    "POST,AT_LEAST_ONCE",
    "patch,AT_LEAST_ONCE"
  })
  void methodImpliesTheDelivery(String method, Delivery expected) {
    assertThat(read("{'url':'http://a/','method':'" + method + "'}").delivery())
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"500ms,PT0.5S", "5s,PT5S", "2m,PT2M", "1h,PT1H", "PT7S,PT7S"})
  void timeoutsAreReadInBothForms(String given, Duration expected) {
    assertThat(read("{'url':'http://a/','timeout':'" + given + "'}").timeout()).isEqualTo(expected);
  }

  @Test
  void secretUrlHasALaneThatDoesNotTellIt() {
    assertThat(read("{'url':{'secret':'hook'}}").host()).isEqualTo("secret:hook");
  }

  @ParameterizedTest
  @CsvSource({
    "120,PT2M",
    "0,PT0S",
    "'Thu, 01 Jan 2026 00:00:30 GMT',PT30S",
    "'Wed, 31 Dec 2025 00:00:00 GMT',PT0S"
  })
  void retryAfterIsSecondsOrADate(String header, Duration expected) {
    assertThat(RetryAfter.read(header, Instant.parse("2026-01-01T00:00:00Z"))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-1", "1.5", "99999999999999"})
  void otherRetryAfterIsIgnored(String header) {
    assertThat(RetryAfter.read(header, Instant.parse("2026-01-01T00:00:00Z"))).isNull();
  }

  @Test
  void secretsAreStruckOutInEveryForm() {
    var secret = "p\"w+/ä=&x";
    var bytes = secret.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    var text =
        String.join(
            "|",
            secret,
            "p\\\"w+/ä=&x",
            java.net.URLEncoder.encode(secret, java.nio.charset.StandardCharsets.UTF_8),
            java.util.Base64.getEncoder().encodeToString(bytes),
            java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));

    assertThat(Redaction.strike(text, List.of(secret))).isEqualTo("***|***|***|***|***");
  }

  private static HttpArguments read(String json) {
    try {
      Map<String, @Nullable Object> with =
          Wire.json().readValue(json.replace('\'', '"'), new TypeReference<>() {});
      return HttpArguments.read(with);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
