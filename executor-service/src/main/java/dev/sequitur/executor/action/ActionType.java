package dev.sequitur.executor.action;

import dev.sequitur.contracts.Delivery;
import java.util.Map;

/**
 * What an action is, for people and editors.
 *
 * @param uses name and version as rules write it, {@code http.request@1}
 * @param input JSON Schema (2020-12) of its arguments
 * @param output JSON Schema of what it gives back
 * @param delivery what is promised unless the rule says otherwise
 */
public record ActionType(
    String uses,
    String description,
    Delivery delivery,
    Map<String, Object> input,
    Map<String, Object> output) {}
