package dev.sequitur.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * An OpenID Connect issuer over real HTTP that is as strict as it should be (codes once, PKCE,
 * client's secret, exact redirect), and whose tokens can be made wrong one claim at a time. Made
 * with another library than the gateway's.
 */
public final class TestIssuer {

  static final String CLIENT = "sequitur";
  static final String SECRET = "the client's own secret";
  static final String AUDIENCE = "sequitur-api";
  static final String GATEWAY = "http://127.0.0.1:8080";
  static final String COMPANY = "company";
  static final String PARTNER = "partner";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, TestIssuer> ALL = new HashMap<>();

  private record Granted(Map<String, String> asked, Map<String, Object> person) {}

  private final URI address;
  private final String redirect;
  private final Map<String, Granted> codes = new ConcurrentHashMap<>();
  private final Map<String, Map<String, Object>> persons = new ConcurrentHashMap<>();
  private volatile RsaJsonWebKey key = key();
  private volatile Consumer<JwtClaims> twist = _ -> {};
  private volatile boolean unsigned;
  private volatile boolean groupsInUserInfo;
  private @Nullable HttpServer server;

  private TestIssuer(String name) {
    var url = ConfigProvider.getConfig().getValue(key(name, "url"), String.class);
    this.address = URI.create(url);
    this.redirect = GATEWAY + "/sign-in/oidc/" + name + "/callback";
  }

  /** A key of the gateway's configuration. */
  static String key(String name, String key) {
    return "sequitur.gateway.oidc.issuers." + name + "." + key;
  }

  /** The company's, running, and honest. */
  static TestIssuer running() {
    return running(COMPANY);
  }

  /** One that the gateway is configured with, running, and honest. */
  static synchronized TestIssuer running(String name) {
    var one = ALL.computeIfAbsent(name, TestIssuer::new);
    one.twist = _ -> {};
    one.unsigned = false;
    one.groupsInUserInfo = false;
    one.start();
    return one;
  }

  /** The company's, without making it honest again. */
  static synchronized TestIssuer asItIs() {
    return Objects.requireNonNull(ALL.get(COMPANY));
  }

  /** Where it sends people back to. */
  String redirect() {
    return redirect;
  }

  /** As it spells itself. */
  String url() {
    return address.toString();
  }

  /** What its next tokens say besides, or instead. */
  void twist(Consumer<JwtClaims> change) {
    twist = change;
  }

  void sayGroupsInUserInfoOnly() {
    groupsInUserInfo = true;
  }

  void leaveUnsigned() {
    unsigned = true;
  }

  /** From now on it signs with another key, and shows that one alone. */
  void rotate() {
    key = key();
  }

  /** Signs with a key that it does not show. */
  String signedByAnother(JwtClaims claims) {
    return sign(claims, key());
  }

  synchronized void stop() {
    if (server != null) {
      server.stop(0);
      server = null;
    }
  }

  /** A person signs in there, and is sent back to the address that this gives. */
  URI signIn(URI request, String subject, Map<String, ?> claims) {
    var asked = query(request.getRawQuery());
    if (!redirect.equals(asked.get("redirect_uri")) || !CLIENT.equals(asked.get("client_id"))) {
      throw new AssertionError("not this client: " + request);
    }
    var code = UUID.randomUUID().toString();
    var person = new HashMap<String, Object>(claims);
    person.put("sub", subject);
    codes.put(code, new Granted(asked, person));
    return URI.create(redirect + "?code=" + code + "&state=" + encoded(asked.get("state")));
  }

  /** A machine's access token. */
  String machineToken(Consumer<JwtClaims> change) {
    var claims = new JwtClaims();
    claims.setIssuer(address.toString());
    claims.setSubject("machine-1");
    claims.setAudience(AUDIENCE);
    claims.setClaim("client_id", "importer");
    claims.setStringListClaim("groups", List.of("shop-ops"));
    claims.setIssuedAtToNow();
    claims.setExpirationTimeMinutesInTheFuture(5);
    change.accept(claims);
    return sign(claims, key);
  }

  static Map<String, String> query(@Nullable String text) {
    var parameters = new LinkedHashMap<String, String>();
    for (var part : String.valueOf(text).split("&")) {
      var equals = part.indexOf('=');
      parameters.put(
          URLDecoder.decode(part.substring(0, equals), StandardCharsets.UTF_8),
          URLDecoder.decode(part.substring(equals + 1), StandardCharsets.UTF_8));
    }
    return parameters;
  }

  private synchronized void start() {
    if (server != null) {
      return;
    }
    try {
      var started =
          HttpServer.create(new InetSocketAddress(address.getHost(), address.getPort()), 0);
      started.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      started.createContext(
          "/.well-known/openid-configuration", exchange -> answer(exchange, about()));
      started.createContext(
          "/keys",
          exchange -> answer(exchange, JSON.readValue(new JsonWebKeySet(key).toJson(), Map.class)));
      started.createContext("/token", this::token);
      started.createContext("/userinfo", this::userInfo);
      started.start();
      server = started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, Object> about() {
    var about = new LinkedHashMap<String, Object>();
    about.put("issuer", address.toString());
    about.put("authorization_endpoint", address + "/authorize");
    about.put("token_endpoint", address + "/token");
    about.put("userinfo_endpoint", address + "/userinfo");
    about.put("jwks_uri", address + "/keys");
    about.put("end_session_endpoint", address + "/logout");
    about.put("response_types_supported", List.of("code"));
    about.put("subject_types_supported", List.of("public"));
    about.put("id_token_signing_alg_values_supported", List.of("RS256", "none", "HS256"));
    about.put("code_challenge_methods_supported", List.of("S256"));
    return about;
  }

  private void token(HttpExchange exchange) throws IOException {
    var form = query(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    if (!authorization().equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      answer(exchange, 401, Map.of("error", "invalid_client"));
      return;
    }
    // A code is good once, whatever comes of it.
    var granted = codes.remove(String.valueOf(form.get("code")));
    if (granted == null
        || !redirect.equals(form.get("redirect_uri"))
        || !challenge(form.get("code_verifier")).equals(granted.asked().get("code_challenge"))
        || !"S256".equals(granted.asked().get("code_challenge_method"))) {
      answer(exchange, 400, Map.of("error", "invalid_grant"));
      return;
    }
    var access = UUID.randomUUID().toString();
    persons.put(access, granted.person());
    answer(
        exchange,
        Map.of(
            "access_token",
            access,
            "token_type",
            "Bearer",
            "expires_in",
            300,
            "id_token",
            idToken(granted)));
  }

  private void userInfo(HttpExchange exchange) throws IOException {
    var header = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
    var person = persons.get(header.replaceFirst("Bearer ", ""));
    answer(exchange, person == null ? 401 : 200, person == null ? Map.of() : person);
  }

  private String idToken(Granted granted) {
    var claims = new JwtClaims();
    granted
        .person()
        .forEach(
            (name, value) -> {
              if (!groupsInUserInfo || !name.equals("groups")) {
                claims.setClaim(name, value);
              }
            });
    claims.setIssuer(address.toString());
    claims.setAudience(CLIENT);
    claims.setIssuedAtToNow();
    claims.setExpirationTimeMinutesInTheFuture(5);
    claims.setClaim("nonce", granted.asked().get("nonce"));
    twist.accept(claims);
    return sign(claims, unsigned ? null : key);
  }

  private static String sign(JwtClaims claims, @Nullable RsaJsonWebKey key) {
    try {
      var signature = new JsonWebSignature();
      signature.setPayload(claims.toJson());
      if (key == null) {
        signature.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        signature.setAlgorithmHeaderValue("none");
      } else {
        signature.setAlgorithmHeaderValue("RS256");
        signature.setKeyIdHeaderValue(key.getKeyId());
        signature.setKey(key.getPrivateKey());
      }
      return signature.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  static NumericDate ago(long seconds) {
    return NumericDate.fromSeconds(NumericDate.now().getValue() - seconds);
  }

  private static RsaJsonWebKey key() {
    try {
      var key = RsaJwkGenerator.generateJwk(2048);
      key.setKeyId(UUID.randomUUID().toString());
      key.setUse("sig");
      return key;
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String authorization() {
    var pair = encoded(CLIENT) + ":" + encoded(SECRET);
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  private static String challenge(@Nullable String verifier) {
    try {
      var bytes = String.valueOf(verifier).getBytes(StandardCharsets.US_ASCII);
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String encoded(@Nullable String text) {
    return URLEncoder.encode(Objects.requireNonNull(text), StandardCharsets.UTF_8);
  }

  private static void answer(HttpExchange exchange, Map<?, ?> body) throws IOException {
    answer(exchange, 200, body);
  }

  private static void answer(HttpExchange exchange, int status, Map<?, ?> body) throws IOException {
    var bytes = JSON.writeValueAsBytes(body);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
