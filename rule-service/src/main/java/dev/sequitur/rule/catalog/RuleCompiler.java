package dev.sequitur.rule.catalog;

import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.contracts.Starter;
import dev.sequitur.kit.problem.Violation;
import dev.sequitur.rule.matching.domain.Rule;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Makes rules of published definitions. Equal expressions are compiled once. */
@ApplicationScoped
public class RuleCompiler {

  private final ActionCatalogue catalogue;

  public RuleCompiler(ActionCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** A rule, or all that is wrong with its definition. */
  public sealed interface Compilation {}

  /** The rule. */
  public record Compiled(Rule rule) implements Compilation {}

  /** What is wrong, with pointers into the spec. */
  public record Rejected(List<Violation> errors) implements Compilation {}

  /** Never throws for whatever spec. */
  public Compilation compile(DefinitionPublished published) {
    var findings = new Findings();
    var content = new RuleReader(catalogue, findings).read(published.spec(), "");
    if (!findings.all().isEmpty()) {
      return new Rejected(findings.all());
    }
    var starter =
        new Starter(
            RuleKind.NAME,
            published.uid(),
            published.name(),
            published.version(),
            published.labels());
    return new Compiled(
        new Rule(
            published.workspace(),
            starter,
            content.on(),
            content.condition(),
            content.actions(),
            content.validity()));
  }
}
