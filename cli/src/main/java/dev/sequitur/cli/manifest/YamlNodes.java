package dev.sequitur.cli.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Composed YAML: what it says in JSON, read as the gateway reads it, and where a value stands. */
final class YamlNodes {

  private static final JsonNodeFactory JSON = JsonNodeFactory.withExactBigDecimals(true);
  private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]{0,98})");
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]{0,60})(\\.[0-9]{1,30})?([eE][-+]?[0-9]{1,3})?");

  private YamlNodes() {}

  static JsonNode json(Node node) {
    return switch (node) {
      case MappingNode mapping -> {
        var object = JSON.objectNode();
        for (var field : mapping.getValue()) {
          object.set(key(field.getKeyNode()), json(field.getValueNode()));
        }
        yield object;
      }
      case SequenceNode sequence -> {
        var array = JSON.arrayNode();
        sequence.getValue().forEach(element -> array.add(json(element)));
        yield array;
      }
      case ScalarNode scalar when scalar.getScalarStyle() == ScalarStyle.PLAIN ->
          plain(scalar.getValue());
      case ScalarNode scalar -> JSON.textNode(scalar.getValue());
      default -> JSON.nullNode();
    };
  }

  private static JsonNode plain(String text) {
    return switch (text) {
      case "", "~", "null" -> JSON.nullNode();
      case "true", "false" -> JSON.booleanNode(Boolean.parseBoolean(text));
      default -> {
        if (INTEGER.matcher(text).matches()) {
          yield JSON.numberNode(new BigInteger(text));
        }
        yield NUMBER.matcher(text).matches()
            ? JSON.numberNode(new BigDecimal(text))
            : JSON.textNode(text);
      }
    };
  }

  private static String key(Node node) {
    return node instanceof ScalarNode scalar ? scalar.getValue() : node.toString();
  }

  /** Where the value of a JSON Pointer begins; of what is missing, where it would be. */
  static Mark place(Node root, String pointer) {
    var place = root.getStartMark();
    var node = root;
    for (var segment : pointer.replaceFirst("^/", "").split("/", -1)) {
      var found = below(node, segment.replace("~1", "/").replace("~0", "~"));
      if (found == null) {
        return place;
      }
      place = found.mark();
      node = found.value();
    }
    return place;
  }

  /** A field's mark is that of its key, so that an empty value has a place too. */
  private record Found(Mark mark, Node value) {}

  private static @org.jspecify.annotations.Nullable Found below(Node node, String segment) {
    if (node instanceof MappingNode mapping) {
      return mapping.getValue().stream()
          .filter(field -> key(field.getKeyNode()).equals(segment))
          .map(field -> new Found(field.getKeyNode().getStartMark(), field.getValueNode()))
          .findFirst()
          .orElse(null);
    }
    if (node instanceof SequenceNode sequence && segment.matches("[0-9]{1,9}")) {
      var index = Integer.parseInt(segment);
      if (index < sequence.getValue().size()) {
        var element = sequence.getValue().get(index);
        return new Found(element.getStartMark(), element);
      }
    }
    return null;
  }
}
