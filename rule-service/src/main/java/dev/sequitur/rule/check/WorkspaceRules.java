package dev.sequitur.rule.check;

import dev.sequitur.contracts.DefinitionPublished.State;
import dev.sequitur.kit.definition.Bundle;
import dev.sequitur.kit.definition.Definitions;
import dev.sequitur.kit.definition.Manifest;
import dev.sequitur.kit.definition.Neighbours.Neighbour;
import dev.sequitur.rule.catalog.RuleDrafts;
import dev.sequitur.rule.catalog.RuleKind;
import dev.sequitur.rule.check.domain.finding.Subject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The rules of a workspace that act, as they are to be looked at. */
@ApplicationScoped
class WorkspaceRules {

  /** A word that every rule has. */
  private static final String WORD = "then";

  private final Definitions definitions;
  private final RuleDrafts drafts;

  WorkspaceRules(Definitions definitions, RuleDrafts drafts) {
    this.definitions = definitions;
    this.drafts = drafts;
  }

  /** All that are in force, in the order of their names, and first the one that comes instead. */
  List<Subject> inForce(String workspace, Optional<Manifest> instead) {
    var all = new ArrayList<Manifest>();
    instead.ifPresent(all::add);
    definitions.among(workspace, neighbours -> neighbours.mentioning(RuleKind.NAME, WORD)).stream()
        .filter(one -> one.definition().state() == State.ACTIVE && one.published() != null)
        .map(Neighbour::published)
        .map(Objects::requireNonNull)
        .filter(one -> instead.isEmpty() || !one.name().equals(instead.get().name()))
        .forEach(all::add);
    return all.stream().flatMap(one -> subject(workspace, one).stream()).toList();
  }

  /** One that has become faulty matches nothing, and is told about where it is saved. */
  private Optional<Subject> subject(String workspace, Manifest manifest) {
    return drafts.read(manifest, new Bundle(workspace, List.of()))
            instanceof RuleDrafts.Ready(var rule, var cel, _)
        ? Optional.of(Subject.of(rule, cel, manifest.spec()))
        : Optional.empty();
  }
}
