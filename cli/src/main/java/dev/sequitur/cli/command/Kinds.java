package dev.sequitur.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequitur.cli.Failure;
import dev.sequitur.cli.gateway.Gateway;
import dev.sequitur.cli.gateway.Kind;
import dev.sequitur.cli.gateway.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The kinds of definitions of one gateway, and what is stored of them. */
public record Kinds(Gateway gateway, List<Kind> all) {

  private static final String NOT_FOUND = "DEFINITION_NOT_FOUND";

  /** Asks the gateway for them. */
  public static Kinds of(Gateway gateway) {
    return new Kinds(gateway, Kind.of(gateway.getAbsolute("/api/openapi.json")));
  }

  /**
   * The one that is meant.
   *
   * @throws Failure with those that there are
   */
  Kind named(String word) {
    return Kind.find(all, word)
        .orElseThrow(
            () -> Failure.usage("There is no kind " + word + " here. There are: " + names() + "."));
  }

  private String names() {
    return all.stream().map(Kind::name).collect(Collectors.joining(", "));
  }

  /** All definitions of a kind, by name. */
  public List<JsonNode> list(Kind kind) {
    return gateway.list("/" + kind.path());
  }

  /** One definition, if it is there. */
  Optional<JsonNode> find(Kind kind, String name) {
    try {
      return Optional.of(gateway.get(path(kind, name)));
    } catch (Refusal refusal) {
      if (refusal.problem().code().equals(NOT_FOUND)) {
        return Optional.empty();
      }
      throw refusal;
    }
  }

  static String path(Kind kind, String name) {
    if (!name.matches("[A-Za-z0-9_-]{1,100}")) {
      throw Failure.usage(name + " is no name.");
    }
    return "/" + kind.path() + "/" + name;
  }
}
