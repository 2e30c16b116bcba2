package dev.sequitur.rule.catalog;

import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.rule.condition.domain.When;
import dev.sequitur.rule.matching.domain.Rule;
import dev.sequitur.rule.matching.domain.RuleBook;
import dev.sequitur.rule.matching.domain.index.HashTrie;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is in force from one change to the next: the rules, each under the conditions of that time.
 * Immutable; another edition is made of it by putting in what is different.
 */
final class Edition {

  static final Edition EMPTY =
      new Edition(RuleBook.EMPTY, ConditionsInForce.NONE, HashTrie.empty(), HashTrie.empty());

  /** A rule that names conditions, in the form in which it has none yet. */
  private record Naming(Version version, Rule rule, When when) {}

  private final RuleBook book;
  private final ConditionsInForce conditions;
  private final HashTrie<String, HashTrie<UUID, Naming>> naming;
  private final HashTrie<UUID, DefinitionPublished> inForce;

  private Edition(
      RuleBook book,
      ConditionsInForce conditions,
      HashTrie<String, HashTrie<UUID, Naming>> naming,
      HashTrie<UUID, DefinitionPublished> inForce) {
    this.book = book;
    this.conditions = conditions;
    this.naming = naming;
    this.inForce = inForce;
  }

  RuleBook book() {
    return book;
  }

  /** What of a definition is in force in it; null if nothing is that could be made use of. */
  @Nullable DefinitionPublished inForce(UUID uid) {
    return inForce.get(uid);
  }

  /**
   * With what of a rule decides: the version that acts, and the one that does so without effects.
   *
   * @param made at least one
   */
  Edition with(
      DefinitionPublished change, List<RuleCompiler.Compiled> made, NamingRules namingRules) {
    var rest = without(change.uid());
    var changed = rest.book;
    var names = rest.naming(change.workspace());
    for (var one : made) {
      var version = Version.of(change, one.rule());
      if (one.naming() == null) {
        changed = changed.with(one.rule());
      } else {
        changed =
            changed.with(namingRules.make(version, one.rule(), one.naming(), rest.conditions));
        names = names.with(version.uid(), new Naming(version, one.rule(), one.naming()));
      }
    }
    return new Edition(
        changed,
        rest.conditions,
        names.size() == 0 ? rest.naming : rest.naming.with(change.workspace(), names),
        rest.inForce.with(change.uid(), change));
  }

  /** With a condition, before the rules that name it are made anew. */
  Edition with(DefinitionPublished change, When when) {
    var rest = without(change.uid());
    return new Edition(
        rest.book,
        rest.conditions.with(place(change), Version.of(change), when),
        rest.naming,
        rest.inForce.with(change.uid(), change));
  }

  /** Without a rule or condition; itself if it has none with this uid. */
  Edition without(UUID uid) {
    var known = inForce.get(uid);
    if (known == null) {
      return this;
    }
    var others = naming(known.workspace()).without(uid).without(Version.ofShadow(uid));
    return new Edition(
        book.without(known.workspace(), uid),
        conditions.without(place(known), uid),
        others.size() == 0
            ? naming.without(known.workspace())
            : naming.with(known.workspace(), others),
        inForce.without(uid));
  }

  /** The rules of a workspace that name conditions, made of those that are in force now. */
  Edition renamed(String workspace, NamingRules made) {
    var fresh = new ArrayList<Rule>();
    naming(workspace)
        .forEach(
            one -> {
              var rule = made.make(one.version, one.rule, one.when, conditions);
              if (!book.holds(rule)) {
                fresh.add(rule);
              }
            });
    var changed = book;
    for (var rule : fresh) {
      changed = changed.with(rule);
    }
    return new Edition(changed, conditions, naming, inForce);
  }

  private HashTrie<UUID, Naming> naming(String workspace) {
    var known = naming.get(workspace);
    return known == null ? HashTrie.empty() : known;
  }

  private static ConditionsInForce.Place place(DefinitionPublished change) {
    return new ConditionsInForce.Place(change.workspace(), change.name());
  }
}
