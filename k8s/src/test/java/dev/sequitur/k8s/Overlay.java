package dev.sequitur.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One overlay as {@code kubectl kustomize} renders it. The text is kept in {@code rendered/}, so
 * that it can be read, and checked where there is no kubectl.
 */
record Overlay(String name) {

  static final List<Overlay> ALL =
      List.of(new Overlay("dev"), new Overlay("prod"), new Overlay("roles"));

  private static final YAMLMapper YAML = new YAMLMapper();

  /** The module's folder, wherever the tests are run from. */
  static Path folder() {
    var here = Path.of("").toAbsolutePath();
    return here.endsWith("k8s") ? here : here.resolve("k8s");
  }

  static Path repository() {
    return folder().resolveSibling(".").normalize();
  }

  /** What runs for long: the six services, one of them in two parts in one overlay. */
  List<String> deployments() {
    return name.equals("roles") ? Services.IN_PARTS : Services.NAMES;
  }

  Path source() {
    return folder().resolve("overlays").resolve(name);
  }

  Path rendered() {
    return folder().resolve("rendered").resolve(name + ".yaml");
  }

  List<JsonNode> objects() {
    return read(rendered());
  }

  List<JsonNode> ofKind(String kind) {
    return objects().stream().filter(one -> one.path("kind").asText().equals(kind)).toList();
  }

  /** The only object of a kind and name. */
  JsonNode only(String kind, String name) {
    var found = ofKind(kind).stream().filter(one -> name(one).equals(name)).toList();
    if (found.size() != 1) {
      throw new AssertionError(kind + " " + name + " is there " + found.size() + " times");
    }
    return found.getFirst();
  }

  /** All documents of a file. */
  static List<JsonNode> read(Path file) {
    try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(file.toFile())) {
      return documents.readAll();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String json(JsonNode object) {
    try {
      return new ObjectMapper().writeValueAsString(object);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode tree(String json) {
    try {
      return new ObjectMapper().readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String name(JsonNode object) {
    return object.at("/metadata/name").asText();
  }
}
