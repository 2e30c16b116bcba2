package dev.sequitur.cli.command;

import com.fasterxml.jackson.databind.JsonNode;

/** Parts of a condition, as one line says them. */
final class PartText {

  private PartText() {}

  /** What a part says, and the values that it saw. */
  static String of(JsonNode part) {
    var text = new StringBuilder(part.path("text").asText());
    text.append(" is ").append(part.path("is").asText());
    for (var value : part.path("values")) {
      text.append(", ").append(value.path("path").asText()).append(" ");
      switch (value.path("seen").asText()) {
        case "MISSING" -> text.append("is missing");
        case "HIDDEN" -> text.append("is not shown to you");
        default -> text.append("= ").append(value.path("value"));
      }
    }
    return text.toString();
  }

  /** The first test on the way to which everything was not true. */
  static JsonNode deciding(JsonNode part) {
    for (var inner : part.path("parts")) {
      if (!inner.path("is").asText().equals("TRUE")) {
        return deciding(inner);
      }
    }
    return part;
  }
}
