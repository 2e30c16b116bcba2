package dev.sequitur.gateway.manifest;

import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;

/** Manifests that cannot even be parsed; says where. */
final class UnreadableManifestsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnreadableManifestsException(String message) {
    super(message, null, false, false);
  }

  static UnreadableManifestsException at(Node node, String why) {
    return new UnreadableManifestsException(place(node.getStartMark()) + why);
  }

  static String place(@org.jspecify.annotations.Nullable Mark mark) {
    return mark == null
        ? ""
        : "line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1) + ": ";
  }
}
