package dev.sequitur.gateway.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sequitur.contracts.Wire;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Makes JSON of composed YAML, after YAML's own JSON schema: a plain scalar is null, true, false or
 * a number only if it is written as in JSON, so {@code on}, {@code no} and {@code 007} stay texts.
 * No tag makes anything else, and aliases count for what they stand for.
 */
final class YamlTree {

  private static final int MOST_NODES = 100_000;
  private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]{0,98})");
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]{0,60})(\\.[0-9]{1,30})?([eE][-+]?[0-9]{1,3})?");

  private final JsonNodeFactory json = JsonNodeFactory.withExactBigDecimals(true);
  private final Resolver implicit = new Resolver();
  private int nodes;

  /**
   * The tree of one document.
   *
   * @throws UnreadableManifestsException if it is too large, too deep, or holds what JSON cannot
   *     say
   */
  JsonNode read(Node node) {
    return read(node, 0);
  }

  private JsonNode read(Node node, int depth) {
    if (++nodes > MOST_NODES) {
      throw UnreadableManifestsException.at(node, "there is too much in it");
    }
    if (depth > Wire.MAX_DEPTH) {
      throw UnreadableManifestsException.at(node, "it is nested too deeply");
    }
    return switch (node) {
      case ScalarNode scalar -> scalar(scalar);
      case SequenceNode sequence -> {
        requireTag(sequence, Tag.SEQ);
        var array = json.arrayNode();
        sequence.getValue().forEach(element -> array.add(read(element, depth + 1)));
        yield array;
      }
      case MappingNode mapping -> object(mapping, depth);
      default -> throw UnreadableManifestsException.at(node, "this is not understood");
    };
  }

  private ObjectNode object(MappingNode mapping, int depth) {
    requireTag(mapping, Tag.MAP);
    var object = json.objectNode();
    for (var field : mapping.getValue()) {
      if (!(field.getKeyNode() instanceof ScalarNode key)) {
        throw UnreadableManifestsException.at(field.getKeyNode(), "a key must be a text");
      }
      if (key.getTag().equals(Tag.MERGE)) {
        throw UnreadableManifestsException.at(key, "merge keys are not supported");
      }
      if (object.has(key.getValue())) {
        throw UnreadableManifestsException.at(key, "this key is there twice");
      }
      object.set(key.getValue(), read(field.getValueNode(), depth + 1));
    }
    return object;
  }

  private JsonNode scalar(ScalarNode scalar) {
    var text = scalar.getValue();
    if (scalar.getScalarStyle() != ScalarStyle.PLAIN) {
      requireTag(scalar, Tag.STR);
      return json.textNode(text);
    }
    if (scalar.getTag().equals(implicit.resolve(NodeId.scalar, text, true))) {
      return plain(text);
    }
    // Somebody wrote the tag: a text is what it is already, anything else would be made of it.
    requireTag(scalar, Tag.STR);
    return json.textNode(text);
  }

  private JsonNode plain(String text) {
    return switch (text) {
      case "", "~", "null" -> json.nullNode();
      case "true" -> json.booleanNode(true);
      case "false" -> json.booleanNode(false);
      default -> {
        if (INTEGER.matcher(text).matches()) {
          yield json.numberNode(new BigInteger(text));
        }
        yield NUMBER.matcher(text).matches()
            ? json.numberNode(new BigDecimal(text))
            : json.textNode(text);
      }
    };
  }

  private static void requireTag(Node node, Tag tag) {
    if (!node.getTag().equals(tag)) {
      throw UnreadableManifestsException.at(node, "tags are not allowed");
    }
  }
}
