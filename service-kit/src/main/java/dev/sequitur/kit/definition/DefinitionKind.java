package dev.sequitur.kit.definition;

import dev.sequitur.contracts.DefinitionPublished.State;
import dev.sequitur.kit.database.Transaction;
import dev.sequitur.kit.problem.Violation;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

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

  /**
   * What people should know before manifests of this kind are put in force, though it forbids
   * nothing. Asked only of those that are free of errors, and only for people who may read this
   * kind. It must come to an end soon: people wait for it.
   *
   * @return by the name of the manifest; one of which there is nothing to say may be missing
   */
  default Map<String, List<Violation>> warnings(List<Manifest> manifests, Bundle together) {
    return Map.of();
  }

  /**
   * Asked once a change of what is in force is made, within its transaction and with all others of
   * its bundle: what must hold between definitions is held here, where nobody can come between.
   *
   * @param manifest what the change is about
   * @param state what it is now
   * @throws dev.sequitur.kit.problem.Problem to undo the change, and the bundle with it
   */
  default void uphold(Neighbours neighbours, Manifest manifest, State state) {}

  /**
   * Takes note of why a definition rests, within the transaction that suspends it. A kind that does
   * not show reasons has nothing to do: the audit log has them all.
   */
  default void rests(Transaction transaction, UUID uid, String reason) throws SQLException {}

  /** Why those of these definitions rest that do, as far as the kind keeps it. */
  default Map<UUID, String> reasons(String workspace, Collection<UUID> uids) {
    return Map.of();
  }

  /** Which versions decide without effects, where the kind knows such. */
  default Shadows shadows() {
    return Shadows.NONE;
  }
}
