package dev.sequitur.rule.catalog;

import dev.sequitur.contracts.DefinitionPublished.State;
import dev.sequitur.kit.database.Transaction;
import dev.sequitur.kit.definition.Bundle;
import dev.sequitur.kit.definition.DefinitionKind;
import dev.sequitur.kit.definition.Manifest;
import dev.sequitur.kit.definition.Neighbours;
import dev.sequitur.kit.definition.Shadows;
import dev.sequitur.kit.problem.Violation;
import dev.sequitur.rule.condition.NamesCheck;
import dev.sequitur.rule.condition.WhenReader;
import dev.sequitur.rule.eventtype.TypedRules;
import dev.sequitur.rule.shadow.RuleShadows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The kind {@code Rule}. */
@ApplicationScoped
public class RuleKind implements DefinitionKind {

  public static final String NAME = "Rule";

  private static final String WHEN = "/spec/when";
  private static final Shadows SHADOWS = new RuleShadows();

  private final ActionCatalogue catalogue;
  private final NamesCheck names;
  private final TypedRules types;
  private final RuleDrafts drafts;
  private final RuleWarnings warnings;
  private final @Nullable Suspensions suspensions;

  @Inject
  RuleKind(
      ActionCatalogue catalogue,
      NamesCheck names,
      TypedRules types,
      RuleWarnings warnings,
      Suspensions suspensions) {
    this.catalogue = catalogue;
    this.names = names;
    this.types = types;
    this.warnings = warnings;
    this.suspensions = suspensions;
    this.drafts = new RuleDrafts(catalogue, names);
  }

  /** To check rules alone: without a look at others, and it keeps no reasons. */
  public RuleKind(ActionCatalogue catalogue, NamesCheck names, TypedRules types) {
    this.catalogue = catalogue;
    this.names = names;
    this.types = types;
    this.warnings = (_, _) -> Map.of();
    this.suspensions = null;
    this.drafts = new RuleDrafts(catalogue, names);
  }

  @Override
  public String kind() {
    return NAME;
  }

  @Override
  public String permission() {
    return "rule";
  }

  @Override
  public List<Violation> check(Manifest manifest, Bundle together) {
    var findings = new Findings();
    var content = new RuleReader(catalogue, findings).read(manifest.spec(), "/spec");
    if (content.asked().naming() != null) {
      names.check(subject(manifest, content.asked()), together).forEach(findings::add);
    }
    if (findings.all().isEmpty()) {
      types.check(manifest, together).forEach(findings::add);
      drafts.failing(manifest, content, together).forEach(findings::add);
    }
    return findings.all();
  }

  @Override
  public void rests(Transaction transaction, UUID uid, String reason) throws SQLException {
    Suspensions.note(transaction.connection(), uid, reason);
  }

  @Override
  public Map<UUID, String> reasons(String workspace, Collection<UUID> uids) {
    return suspensions == null ? Map.of() : suspensions.reasons(workspace, uids);
  }

  @Override
  public Shadows shadows() {
    return SHADOWS;
  }

  @Override
  public Map<String, List<Violation>> warnings(List<Manifest> manifests, Bundle together) {
    return warnings.of(manifests, together);
  }

  /** A rule that comes refers to no condition that is gone. */
  @Override
  public void uphold(Neighbours neighbours, Manifest manifest, State state) {
    var when = manifest.spec().get("when");
    if (state == State.ACTIVE && when != null) {
      var reading = WhenReader.read(when, WHEN);
      var asked =
          reading.cel() == null ? RuleReader.Asked.ALWAYS : RuleReader.Asked.of(reading.cel());
      if (asked.naming() != null) {
        names.uphold(subject(manifest, asked), neighbours);
      }
    }
  }

  static NamesCheck.Subject subject(Manifest manifest, RuleReader.Asked asked) {
    return new NamesCheck.Subject(
        null,
        Objects.requireNonNull(asked.cel()),
        Objects.requireNonNull(manifest.spec().get("when")),
        WHEN);
  }
}
