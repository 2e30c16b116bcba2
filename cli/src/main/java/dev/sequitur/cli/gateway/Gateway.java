package dev.sequitur.cli.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequitur.cli.Exit;
import dev.sequitur.cli.Failure;
import dev.sequitur.cli.gateway.Requests.Content;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One workspace of one gateway, over its HTTP API.
 *
 * <p>Every method throws {@link Refusal} if the gateway refuses, and {@link Failure} with {@link
 * Exit#UNREACHABLE} if it does not answer.
 */
public final class Gateway {

  private static final int OK = 200;
  private static final int TOO_MANY = 429;
  private static final int SERVER_ERROR = 500;

  private final String address;
  private final String workspace;
  private final Requests requests;

  /**
   * Nothing is sent yet.
   *
   * @param address {@code http://host:port}
   */
  public Gateway(String address, String workspace, Keys keys) {
    this.address = address.replaceAll("/+$", "");
    this.workspace = workspace;
    this.requests = new Requests(this.address, keys);
  }

  public String address() {
    return address;
  }

  /** GET below the workspace. */
  public JsonNode get(String path) {
    return send("GET", inWorkspace(path), null).json();
  }

  /** All elements of a list, page by page. */
  public List<JsonNode> list(String path) {
    var all = new ArrayList<JsonNode>();
    var page = get(path);
    page.path("items").forEach(all::add);
    var joint = path.contains("?") ? "&" : "?";
    while (page.path("next").isTextual()) {
      page = get(path + joint + "after=" + Query.encode(page.path("next").asText()));
      page.path("items").forEach(all::add);
    }
    return all;
  }

  /** GET of a path from the root. */
  public JsonNode getAbsolute(String path) {
    return send("GET", path, null).json();
  }

  /** POST below the workspace; null where the answer is empty. */
  public @Nullable JsonNode post(String path, String type, String body) {
    var answer = send("POST", inWorkspace(path), new Content(type, body));
    return answer.body().isEmpty() ? null : answer.json();
  }

  /** PUT of JSON below the workspace. */
  public void put(String path, String json) {
    send("PUT", inWorkspace(path), new Content("application/json", json));
  }

  /** DELETE below the workspace. */
  public void delete(String path) {
    send("DELETE", inWorkspace(path), null);
  }

  /**
   * Reads a stream of server-sent events until it ends.
   *
   * @param lastEventId what was heard last; empty if this is the first time
   * @throws IOException if it is cut off, or cannot be had again just now
   */
  public void stream(String path, String lastEventId, Consumer<InputStream> reader)
      throws IOException {
    var answer = requests.open(inWorkspace(path), lastEventId);
    try (var body = answer.body()) {
      if (answer.statusCode() != OK) {
        requireRefused(answer.statusCode(), lastEventId);
        var text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
        throw new Refusal(Problem.of(new Answer(answer.statusCode(), text)));
      }
      reader.accept(body);
    }
  }

  /** To somebody who listened already, what passes is no refusal. */
  private static void requireRefused(int status, String lastEventId) throws IOException {
    if (!lastEventId.isEmpty() && (status >= SERVER_ERROR || status == TOO_MANY)) {
      throw new IOException("HTTP " + status);
    }
  }

  /** To be thrown when nobody answers. */
  public Failure unreachable() {
    return requests.unreachable();
  }

  private String inWorkspace(String path) {
    return "/api/v1/workspaces/" + workspace + path;
  }

  private Answer send(String method, String path, @Nullable Content content) {
    var answer = requests.send(method, path, content);
    if (!answer.isSuccess()) {
      throw new Refusal(Problem.of(answer));
    }
    return answer;
  }

  /** A query of the parameters that have a value. */
  public static String query(Map<String, String> parameters) {
    return Query.of(parameters);
  }
}
