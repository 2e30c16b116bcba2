package dev.sequitur.gateway.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sequitur.contracts.Wire;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.representer.Representer;

/** Parses many manifests: YAML with several documents, or a JSON array. */
final class ManifestText {

  static final int MOST_BYTES = 1024 * 1024;
  static final int MOST_DOCUMENTS = 200;

  private ManifestText() {}

  /**
   * The documents in their order; empty YAML documents are left out.
   *
   * @throws UnreadableManifestsException with the place
   */
  static List<JsonNode> yaml(byte[] body) {
    try {
      var tree = new YamlTree();
      var documents = new ArrayList<JsonNode>();
      for (var node : parser().composeAll(new java.io.StringReader(text(body)))) {
        var document = tree.read(node);
        if (!document.isNull()) {
          documents.add(document);
        }
        requireFew(documents.size());
      }
      return documents;
    } catch (MarkedYAMLException e) {
      throw new UnreadableManifestsException(
          UnreadableManifestsException.place(e.getProblemMark()) + "this is not YAML");
    } catch (YAMLException e) {
      throw new UnreadableManifestsException("this is not YAML, or too much of it");
    }
  }

  /** The elements of the array; a single object counts as an array of one. */
  static List<JsonNode> json(byte[] body) {
    try {
      var root = Wire.json().readTree(body);
      if (!root.isArray()) {
        return List.of(root);
      }
      requireFew(root.size());
      var documents = new ArrayList<JsonNode>();
      root.forEach(documents::add);
      return documents;
    } catch (JsonProcessingException e) {
      var place = e.getLocation();
      throw new UnreadableManifestsException(
          "line " + place.getLineNr() + ", column " + place.getColumnNr() + ": this is not JSON");
    } catch (IOException e) {
      throw new UnreadableManifestsException("this is not JSON");
    }
  }

  private static void requireFew(int documents) {
    if (documents > MOST_DOCUMENTS) {
      throw new UnreadableManifestsException(
          "there may be at most " + MOST_DOCUMENTS + " documents at once");
    }
  }

  private static Yaml parser() {
    var options = new LoaderOptions();
    options.setMaxAliasesForCollections(50);
    options.setNestingDepthLimit(Wire.MAX_DEPTH);
    options.setCodePointLimit(MOST_BYTES);
    options.setAllowDuplicateKeys(false);
    var dumping = new DumperOptions();
    return new Yaml(new SafeConstructor(options), new Representer(dumping), dumping, options);
  }

  private static String text(byte[] body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw new UnreadableManifestsException("this is not UTF-8");
    }
  }
}
