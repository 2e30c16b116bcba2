package dev.sequitur.cli.gateway;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What the gateway said.
 *
 * @param body empty where there is none
 */
public record Answer(int status, String body) {

  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  /** The body as JSON. */
  public JsonNode json() {
    return Json.read(body);
  }
}
