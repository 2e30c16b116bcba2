package dev.sequitur.cli.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import org.yaml.snakeyaml.nodes.Node;

/**
 * One manifest of a file.
 *
 * @param source the file as it was named, {@code -} for standard input
 */
public record Document(String source, Node node) {

  /** What it says. */
  public JsonNode json() {
    return YamlNodes.json(node);
  }

  /** {@code Rule/big-order}, with a dash for what is missing. */
  public String label() {
    var json = json();
    return json.path("kind").asText("-") + "/" + json.path("metadata").path("name").asText("-");
  }

  /** {@code orders.yaml:12} of a JSON Pointer from the document's root. */
  public String place(String pointer) {
    return source + ":" + (YamlNodes.place(node, pointer).getLine() + 1);
  }
}
