package dev.sequitur.kit.definition;

import dev.sequitur.kit.problem.Violation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is asked of every manifest, and then of its kind. */
final class ManifestCheck {

  private ManifestCheck() {}

  /** All that is wrong, the kind's own check included. */
  static List<Violation> all(DefinitionKind kind, Manifest manifest, Bundle together) {
    var errors = new ArrayList<Violation>();
    if (!manifest.kind().equals(kind.kind())) {
      errors.add(new Violation("/kind", "WRONG_KIND", "must be " + kind.kind() + " here"));
      return errors;
    }
    var workspace = manifest.metadata().workspace();
    if (workspace != null && !workspace.equals(together.workspace())) {
      errors.add(
          new Violation(
              "/metadata/workspace",
              "WRONG_WORKSPACE",
              "must be " + together.workspace() + " here"));
    }
    errors.addAll(kind.check(manifest, together));
    return errors;
  }

  /** The name in the document must be the one in the path. */
  static List<Violation> named(Manifest manifest, String name) {
    return manifest.name().equals(name)
        ? List.of()
        : List.of(new Violation("/metadata/name", "WRONG_NAME", "must be the name in the path"));
  }

  static Manifest require(
      DefinitionKind kind, @Nullable Manifest manifest, List<Violation> errors) {
    if (manifest == null || !errors.isEmpty()) {
      throw DefinitionProblem.DEFINITION_INVALID.with(
          "The "
              + kind.kind()
              + " has "
              + errors.size()
              + (errors.size() == 1 ? " error." : " errors."),
          errors);
    }
    return manifest;
  }
}
