package dev.sequitur.rule.backtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Takes out of a result what was in events, for those who may not see payloads. */
final class PayloadMask {

  private static final List<String> HIDDEN = List.of("actions", "otherActions", "values");

  private PayloadMask() {}

  /** Changes the node in place. */
  static void hide(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.remove(HIDDEN);
    }
    if (node instanceof ObjectNode || node instanceof ArrayNode) {
      node.forEach(PayloadMask::hide);
    }
  }
}
