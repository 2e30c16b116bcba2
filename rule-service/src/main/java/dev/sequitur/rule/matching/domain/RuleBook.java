package dev.sequitur.rule.matching.domain;

import dev.sequitur.kit.expression.FieldTree;
import dev.sequitur.rule.matching.domain.index.HashTrie;
import dev.sequitur.rule.matching.domain.index.Index;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The rules in force at an instant. Immutable; with one rule more, less or changed it is another
 * book that shares nearly all with this one.
 */
public final class RuleBook {

  /** The book without rules. */
  public static final RuleBook EMPTY = new RuleBook(HashTrie.empty(), HashTrie.empty(), 0);

  private static final Comparator<Rule> BY_UID = Comparator.comparing(rule -> rule.starter().uid());

  private final HashTrie<String, Index<Rule>> byWorkspace;

  /** What decides without effects stands apart: who has none of it pays nothing for it. */
  private final HashTrie<String, Index<Rule>> shadows;

  private final int size;

  private RuleBook(
      HashTrie<String, Index<Rule>> byWorkspace, HashTrie<String, Index<Rule>> shadows, int size) {
    this.byWorkspace = byWorkspace;
    this.shadows = shadows;
    this.size = size;
  }

  /** The order in which the rules are given is nothing. */
  public static RuleBook of(Collection<Rule> rules) {
    var book = EMPTY;
    for (var rule : rules.stream().sorted(BY_UID).toList()) {
      book = book.with(rule);
    }
    return book;
  }

  /** With a rule, in the place of the one that had its uid; a shadow in that of the shadow. */
  public RuleBook with(Rule rule) {
    var before = rule.isShadow() ? shadows(rule.workspace()) : index(rule.workspace());
    var after = before.with(rule.starter().uid(), rule.on(), rule, rule.plan());
    return rule.isShadow()
        ? new RuleBook(byWorkspace, shadows.with(rule.workspace(), after), size)
        : new RuleBook(
            byWorkspace.with(rule.workspace(), after),
            shadows,
            size + after.size() - before.size());
  }

  /** Without a workspace's rule and its shadow; itself if there are none with this uid. */
  public RuleBook without(String workspace, UUID uid) {
    var before = index(workspace);
    var after = before.without(uid);
    var shadowed = shadows(workspace);
    var unshadowed = shadowed.without(uid);
    if (after == before && unshadowed == shadowed) {
      return this;
    }
    return new RuleBook(
        placed(byWorkspace, workspace, after),
        placed(shadows, workspace, unshadowed),
        size + after.size() - before.size());
  }

  private static HashTrie<String, Index<Rule>> placed(
      HashTrie<String, Index<Rule>> all, String workspace, Index<Rule> index) {
    return index.size() == 0 ? all.without(workspace) : all.with(workspace, index);
  }

  /** Whether exactly this rule stands in it. */
  public boolean holds(Rule rule) {
    var index = rule.isShadow() ? shadows(rule.workspace()) : index(rule.workspace());
    return index.find(rule.starter().uid()) == rule;
  }

  /** How many rules are in force; shadows do not count. */
  public int size() {
    return size;
  }

  /** A workspace's rules, in the order of their uids. */
  public List<Rule> rules(String workspace) {
    var rules = new ArrayList<Rule>();
    index(workspace).forEach(rules::add);
    rules.sort(BY_UID);
    return List.copyOf(rules);
  }

  /** A workspace's rule by its uid. */
  public @Nullable Rule find(String workspace, UUID uid) {
    return index(workspace).find(uid);
  }

  /** How many of a workspace's rules listen to a type of events. */
  public int listening(String workspace, String type) {
    return index(workspace).listening(type);
  }

  /** The fields that a workspace's rules mention. */
  public FieldTree fields(String workspace) {
    return index(workspace).fields();
  }

  Index<Rule> index(String workspace) {
    var index = byWorkspace.get(workspace);
    return index == null ? Index.empty() : index;
  }

  /** What of a workspace decides without effects. */
  Index<Rule> shadows(String workspace) {
    var index = shadows.get(workspace);
    return index == null ? Index.empty() : index;
  }
}
