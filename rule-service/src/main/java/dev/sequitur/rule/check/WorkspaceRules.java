package dev.sequitur.rule.check;

import dev.sequitur.contracts.DefinitionPublished.State;
import dev.sequitur.kit.definition.Bundle;
import dev.sequitur.kit.definition.Definitions;
import dev.sequitur.kit.definition.Manifest;
import dev.sequitur.kit.definition.Neighbours.Neighbour;
import dev.sequitur.rule.catalog.RuleKind;
import dev.sequitur.rule.check.domain.finding.MadeType;
import dev.sequitur.rule.check.domain.finding.Origins;
import dev.sequitur.rule.check.domain.finding.Origins.Origin;
import dev.sequitur.rule.check.domain.finding.Subject;
import dev.sequitur.rule.eventtype.EventTypes;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rules of a workspace that act, as they are to be looked at, and where its events come from.
 */
@ApplicationScoped
class WorkspaceRules {

  /** A word that every rule has. */
  private static final String WORD = "then";

  private final Definitions definitions;
  private final Subjects subjects;
  private final EventTypes eventTypes;

  WorkspaceRules(Definitions definitions, Subjects subjects, EventTypes eventTypes) {
    this.definitions = definitions;
    this.subjects = subjects;
    this.eventTypes = eventTypes;
  }

  /** All that are in force, in the order of their names. */
  List<Subject> inForce(String workspace) {
    return inForce(List.of(), new Bundle(workspace, List.of()));
  }

  /**
   * The same with some in the places of those that have their names; these come first.
   *
   * @param together what is put in force with them
   */
  List<Subject> inForce(List<Manifest> instead, Bundle together) {
    var all = new ArrayList<>(instead);
    var names = names(instead);
    definitions
        .among(together.workspace(), neighbours -> neighbours.mentioning(RuleKind.NAME, WORD))
        .stream()
        .filter(one -> one.definition().state() == State.ACTIVE && one.published() != null)
        .map(Neighbour::published)
        .map(Objects::requireNonNull)
        .filter(one -> !names.contains(one.name()))
        .forEach(all::add);
    return subjects.of(all, together);
  }

  /** Where events come from, with what is put in force together. */
  Origins origins(Bundle together) {
    return new Origins(
        eventTypes.sources(together).stream()
            .map(one -> new Origin(one.kind() + " " + one.name(), MadeType.of(one.type())))
            .toList());
  }

  static Set<String> names(List<Manifest> rules) {
    return rules.stream().map(Manifest::name).collect(Collectors.toSet());
  }
}
