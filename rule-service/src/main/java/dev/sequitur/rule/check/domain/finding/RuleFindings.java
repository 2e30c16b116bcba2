package dev.sequitur.rule.check.domain.finding;

import dev.sequitur.rule.check.domain.solver.Budget;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks at the rules of a workspace. The same rules give the same report. */
public final class RuleFindings {

  /** Rules that are looked at; a draft comes first. */
  static final int RULES = 2_000;

  /** Comparisons of all questions together: some seconds. */
  static final long COMPARISONS = 5_000_000;

  /** Pairs of rules with an action or a target in common that are looked at. */
  static final int PAIRS = 20_000;

  private final List<Subject> rules;
  private final @Nullable String about;
  private final Inquiry inquiry = new Inquiry(new Budget(COMPARISONS));
  private boolean complete;

  private RuleFindings(List<Subject> rules, @Nullable String about) {
    this.rules = rules;
    this.about = about;
  }

  /**
   * All findings.
   *
   * @param about the name of the one rule that they are to be about; null for all
   */
  public static Report of(List<Subject> rules, @Nullable String about) {
    var looked = rules.size() > RULES ? rules.subList(0, RULES) : rules;
    return new RuleFindings(looked, about).report(rules.size() <= RULES);
  }

  private Report report(boolean all) {
    complete = all;
    var alone = new Alone(inquiry);
    var living = new ArrayList<Subject>();
    for (var rule : rules) {
      boolean asked = about == null || about.equals(rule.name());
      if (!asked || alone.look(rule)) {
        living.add(rule);
      }
    }
    var tables = new Tables(inquiry);
    living.stream().filter(rule -> concerns(List.of(rule.name()))).forEach(tables::look);
    var pairs = new Pairs(inquiry);
    related(living).forEach(pair -> pairs.look(pair.get(0), pair.get(1)));
    new Loops(inquiry).look(living);
    return new Report(
        inquiry.found().stream().filter(one -> concerns(one.rules())).toList(),
        inquiry.unknown().stream().filter(one -> concerns(one.rules())).distinct().toList(),
        rules.size(),
        complete && !inquiry.isExhausted());
  }

  private boolean concerns(List<String> names) {
    return about == null || names.contains(about);
  }

  /** Pairs that share an action or a target, each once; others have nothing to do with another. */
  private Set<List<Subject>> related(List<Subject> living) {
    var byWhat = new HashMap<Object, List<Subject>>();
    for (var rule : living) {
      var what = new LinkedHashSet<Object>(Targets.of(rule));
      rule.actions().forEach(action -> what.add(action.same()));
      what.forEach(one -> byWhat.computeIfAbsent(one, _ -> new ArrayList<>()).add(rule));
    }
    return pairs(living, byWhat);
  }

  private Set<List<Subject>> pairs(List<Subject> living, Map<Object, List<Subject>> byWhat) {
    var pairs = new LinkedHashSet<List<Subject>>();
    for (var rule : living) {
      var what = new LinkedHashSet<Object>(Targets.of(rule));
      rule.actions().forEach(action -> what.add(action.same()));
      for (var one : what) {
        for (var other : byWhat.getOrDefault(one, List.of())) {
          if (rule.name().compareTo(other.name()) < 0
              && concerns(List.of(rule.name(), other.name()))
              && !add(List.of(rule, other), pairs)) {
            return pairs;
          }
        }
      }
    }
    return pairs;
  }

  private boolean add(List<Subject> pair, Set<List<Subject>> pairs) {
    if (pairs.size() >= PAIRS) {
      complete = false;
      return false;
    }
    pairs.add(pair);
    return true;
  }
}
