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
  public static final RuleBook EMPTY = new RuleBook(HashTrie.empty(), 0);

  private static final Comparator<Rule> BY_UID = Comparator.comparing(rule -> rule.starter().uid());

  private final HashTrie<String, Index<Rule>> byWorkspace;
  private final int size;

  private RuleBook(HashTrie<String, Index<Rule>> byWorkspace, int size) {
    this.byWorkspace = byWorkspace;
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

  /** With a rule, in the place of the one that had its uid. */
  public RuleBook with(Rule rule) {
    var before = index(rule.workspace());
    var after = before.with(rule.starter().uid(), rule.on(), rule, rule.condition().plan());
    return new RuleBook(
        byWorkspace.with(rule.workspace(), after), size + after.size() - before.size());
  }

  /** Without a workspace's rule; itself if there is none with this uid. */
  public RuleBook without(String workspace, UUID uid) {
    var before = index(workspace);
    var after = before.without(uid);
    if (after == before) {
      return this;
    }
    var rest =
        after.size() == 0 ? byWorkspace.without(workspace) : byWorkspace.with(workspace, after);
    return new RuleBook(rest, size - 1);
  }

  /** How many rules are in force. */
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
}
