package dev.sequitur.kit.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.sequitur.kit.test.Infrastructure;
import dev.sequitur.kit.test.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever goes wrong with a request, wherever it is found out, one form of answer says so. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class ProblemsComponentTest {

  private static final String FAULTS = "/api/v1/workspaces/default/faults/";
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  @Test
  void aProblemIsAnsweredWithItsCodeItsErrorsAndTheTrace() {
    var answer =
        caller()
            .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
            .get(FAULTS + "problem");

    problem(answer, 409, "CONFLICT")
        .body("detail", equalTo("It is so."))
        .body("title", equalTo(CommonProblem.CONFLICT.title()))
        .body("type", equalTo("/docs/problems#conflict"))
        .body("traceId", equalTo(TRACE))
        .body("errors.pointer", hasItem("/a"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{\"name\":",
        "[]",
        "\"text\"",
        "{\"size\":\"many\"}",
        "{\"size\":{}}",
        "{\"parts\":{}}",
        "{\"parts\":[{}]}",
        "{\"name\":[]}",
        "\u0000"
      })
  void aBodyThatCannotBeReadIsTheCallersMistake(String body) {
    problem(post("body", body), 400, "MALFORMED_REQUEST")
        .body(not(equalTo("")))
        .body("detail", not(startsWith("com.")));
  }

  @Test
  void anAbsurdlyDeepBodyIsTheCallersMistake() throws Exception {
    var body = BodyPublishers.ofString("{\"parts\":" + "[".repeat(100_000));
    refused(send("body", body), 400, "MALFORMED_REQUEST");
  }

  @Test
  void aParameterOfAWrongFormIsTheCallersMistake() {
    problem(caller().get(FAULTS + "number?of=many"), 400, "MALFORMED_REQUEST");
  }

  @Test
  void whatIsNotThereIsNotFound() {
    problem(caller().get(FAULTS + "nothing"), 404, "NOT_FOUND");
    problem(caller().get("/api/v1/elsewhere"), 404, "NOT_FOUND");
  }

  @Test
  void aMethodThatIsNotThereIsNotAllowed() {
    problem(caller().delete(FAULTS + "problem"), 405, "METHOD_NOT_ALLOWED");
  }

  @Test
  void aFormatThatIsNotReadIsNotSupported() {
    problem(
        caller().contentType("text/csv").body("a,b").post(FAULTS + "body"),
        415,
        "UNSUPPORTED_MEDIA_TYPE");
  }

  @Test
  void whoComesWithoutATokenIsUnauthenticated() {
    unauthenticated(given().get(FAULTS + "problem"));
    unauthenticated(given().get(FAULTS + "plain"));
  }

  @Test
  void anExpiredTokenIsNone() {
    unauthenticated(with(Tokens.expired("default", "fault:read")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"garbage", "a.b.c", "", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0."})
  void garbageIsNoToken(String token) {
    unauthenticated(with(token));
  }

  @Test
  void aTokenOfAnotherIssuerOrForAnotherAudienceIsNone() {
    unauthenticated(with(claims("elsewhere", "sequitur").sign(testKey())));
    unauthenticated(with(claims("sequitur", "elsewhere").sign(testKey())));
  }

  @Test
  void aTokenOfAnotherKeyIsNone() throws NoSuchAlgorithmException {
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);

    unauthenticated(
        with(claims("sequitur", "sequitur").sign(generator.generateKeyPair().getPrivate())));
  }

  @Test
  void aTokenAsTheGatewayMintsItIsTaken() {
    with(claims("sequitur", "sequitur").sign(testKey())).then().statusCode(409);
  }

  @Test
  void whoLacksThePermissionIsForbidden() {
    var answer = given().auth().oauth2(Tokens.of("default", "other:read")).get(FAULTS + "problem");

    problem(answer, 403, "FORBIDDEN");
  }

  @Test
  void anotherWorkspaceIsNotThere() {
    var answer = given().auth().oauth2(Tokens.of("mine", "fault:read")).get(FAULTS + "problem");

    problem(answer, 404, "NOT_FOUND");
  }

  @Test
  void aTokenWithoutAWorkspaceSeesNone() {
    var token =
        Jwt.issuer("sequitur")
            .audience("sequitur")
            .subject("tester")
            .groups(Set.of("fault:read"))
            .expiresIn(Duration.ofMinutes(5))
            .sign(testKey());

    problem(with(token), 404, "NOT_FOUND");
  }

  @Test
  void aPassingFaultAsksToComeAgain() {
    var answer = caller().get(FAULTS + "transient");

    problem(answer, 503, "UNAVAILABLE").header("Retry-After", equalTo("1"));
    assertThat(answer.asString()).doesNotContain("secret_name");
  }

  @ParameterizedTest
  @ValueSource(strings = {"unexpected", "sql", "overflow"})
  void aFaultOfOursTellsNothingOfTheInside(String fault) {
    var answer = caller().get(FAULTS + fault);

    problem(answer, 500, "INTERNAL_ERROR");
    assertThat(answer.asString())
        .doesNotContain("secret_name")
        .doesNotContain("division")
        .doesNotContain("Exception")
        .doesNotContain("dev.sequitur");
  }

  @Test
  void aBodyThatIsTooLargeIsRefused() throws Exception {
    var answer = send("body", BodyPublishers.ofByteArray(new byte[2_200_000]));

    refused(answer, 413, "PAYLOAD_TOO_LARGE");
  }

  /** The server itself ends this one while it is read, with the status alone. */
  @Test
  void aBodyThatGrowsTooLargeIsRefused() throws Exception {
    var body = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[2_200_000]));

    assertThat(send("stream", body).statusCode()).isEqualTo(413);
  }

  private static void refused(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("content-type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith(ProblemDocument.MEDIA_TYPE));
    assertThat(answer.body()).contains(code).contains("traceId");
  }

  /** Not by REST Assured, which prints large bodies prettily until the heap is full. */
  private static HttpResponse<String> send(String path, BodyPublisher body) throws Exception {
    var request =
        HttpRequest.newBuilder(
                URI.create(RestAssured.baseURI + ":" + RestAssured.port + FAULTS + path))
            .version(HttpClient.Version.HTTP_1_1)
            .timeout(Duration.ofSeconds(20))
            .header("Authorization", "Bearer " + Tokens.of("default", "fault:write"))
            .header("Content-Type", "application/json")
            .POST(body)
            .build();
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }

  private static RequestSpecification caller() {
    return given().auth().oauth2(Tokens.of("default", "fault:read", "fault:write"));
  }

  private static Response post(String path, String body) {
    return caller().contentType("application/json").body(body).post(FAULTS + path);
  }

  private static Response with(String token) {
    return given().header("Authorization", "Bearer " + token).get(FAULTS + "problem");
  }

  private static void unauthenticated(Response answer) {
    problem(answer, 401, "UNAUTHENTICATED").header("WWW-Authenticate", startsWith("Bearer"));
  }

  private static ValidatableResponse problem(Response answer, int status, String code) {
    return answer
        .then()
        .statusCode(status)
        .contentType(ProblemDocument.MEDIA_TYPE)
        .body("code", equalTo(code))
        .body("status", equalTo(status))
        .body("traceId", matchesPattern("[0-9a-f]{32}"));
  }

  private static JwtClaimsBuilder claims(String issuer, String audience) {
    return Jwt.issuer(issuer)
        .audience(audience)
        .subject("tester")
        .claim("workspace", "default")
        .groups(Set.of("fault:read"))
        .issuedAt(Instant.now().minusSeconds(5))
        .expiresIn(Duration.ofMinutes(5));
  }

  private static PrivateKey testKey() {
    return Tokens.privateKey();
  }
}
