package dev.sequitur.rule.catalog;

import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.contracts.Starter;
import dev.sequitur.kit.problem.Violation;
import dev.sequitur.rule.condition.domain.When;
import dev.sequitur.rule.matching.domain.Condition;
import dev.sequitur.rule.matching.domain.Rule;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes rules of published definitions. Equal expressions are compiled once. */
@ApplicationScoped
public class RuleCompiler {

  private final ActionCatalogue catalogue;

  public RuleCompiler(ActionCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** A rule, or all that is wrong with its definition. */
  public sealed interface Compilation {}

  /**
   * The rule.
   *
   * @param naming its condition, if that names others: then the rule has none yet, and gets one
   *     from the conditions in force at each instant
   */
  public record Compiled(Rule rule, @Nullable When naming) implements Compilation {}

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
        rule(
            published.workspace(),
            starter,
            content.published(published.change()),
            condition(content.asked())),
        content.asked().naming());
  }

  static Rule rule(
      String workspace, Starter starter, RuleReader.Content content, Condition condition) {
    return new Rule(
        workspace,
        starter,
        content.on(),
        condition,
        content.actions(),
        content.validity(),
        content.table(),
        content.restraint());
  }

  private static Condition condition(RuleReader.Asked asked) {
    return asked.cel() == null || asked.naming() != null
        ? Condition.ALWAYS
        : Condition.compiled(asked.cel());
  }
}
