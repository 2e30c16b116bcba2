package dev.sequitur.kit.definition;

import dev.sequitur.kit.problem.Violation;
import java.util.List;

/** One kind of definition that a service owns. */
public interface DefinitionKind {

  /** As in manifests: {@code Rule}. */
  String kind();

  /** As in permissions: {@code rule} of {@code rule:write}. */
  String permission();

  /**
   * All that is wrong with a manifest of this kind, with pointers from the manifest's root; empty
   * if it may be published.
   */
  List<Violation> check(Manifest manifest, Bundle together);
}
