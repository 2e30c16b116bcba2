package dev.sequitur.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sequitur.local.LocalFailure;
import dev.sequitur.local.platform.ServiceCatalogue;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.stream.Collectors;

/** The administrator, signed in at the gateway with a one-time link as a browser would be. */
public final class AdminSession implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client;
  private final String gateway;
  private final String cookies;

  private AdminSession(HttpClient client, String gateway, String cookies) {
    this.client = client;
    this.gateway = gateway;
    this.cookies = cookies;
  }

  /**
   * Uses the link up.
   *
   * @throws LocalFailure if the gateway does not answer, or does not accept it
   */
  public static AdminSession open(String gateway, String link) throws InterruptedException {
    HttpClient client = HttpClient.newHttpClient();
    HttpResponse<String> answer = send(client, HttpRequest.newBuilder(URI.create(link)).build());
    // The browser's rules for cookies (Secure, Path) are of no concern here: name and value are
    // handed back.
    String cookies =
        answer.headers().allValues("set-cookie").stream()
            .map(cookie -> cookie.split(";", 2)[0])
            .collect(Collectors.joining("; "));
    if (answer.statusCode() >= 400 || cookies.isEmpty()) {
      throw refused("the sign-in link", answer);
    }
    return new AdminSession(client, gateway, cookies);
  }

  /**
   * Makes an API key in the workspace {@code default} and answers its text, which is shown only
   * now.
   */
  public String createApiKey(String name, String role) throws InterruptedException {
    String body = JSON.createObjectNode().put("name", name).put("role", role).toString();
    String path = "/api/v1/workspaces/" + ServiceCatalogue.WORKSPACE + "/api-keys";
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(gateway + path))
            .header("Cookie", cookies)
            .header("X-Requested-With", "sequitur")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = send(client, request);
    if (answer.statusCode() != 201) {
      throw refused("the new API key", answer);
    }
    return key(answer.body());
  }

  private static String key(String body) {
    try {
      JsonNode json = JSON.readTree(body);
      return json.required("key").asText();
    } catch (IOException | IllegalArgumentException e) {
      throw new LocalFailure("The gateway's answer holds no key: see ./sequitur logs gateway.", e);
    }
  }

  private static HttpResponse<String> send(HttpClient client, HttpRequest request)
      throws InterruptedException {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new LocalFailure(
          "The gateway does not answer at "
              + request.uri().getAuthority()
              + ": see ./sequitur status.",
          e);
    }
  }

  private static LocalFailure refused(String what, HttpResponse<String> answer) {
    return new LocalFailure(
        "The gateway refused %s (HTTP %d): %s".formatted(what, answer.statusCode(), answer.body()));
  }

  @Override
  public void close() {
    client.close();
  }
}
