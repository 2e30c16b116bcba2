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

  private final Asked asked;
  private final List<Subject> rules;
  private final Inquiry inquiry;
  private boolean complete;

  private RuleFindings(Asked asked) {
    this.asked = asked;
    this.rules = asked.rules().size() > RULES ? asked.rules().subList(0, RULES) : asked.rules();
    this.complete = rules.size() == asked.rules().size();
    this.inquiry = new Inquiry(new Budget(asked.comparisons()));
  }

  /**
   * What is to be found out.
   *
   * @param rules all that act; those that come first are looked at if there are too many
   * @param about the names of the rules that findings are to be about; empty for all
   * @param origins where events come from; null if that is not to be asked
   * @param comparisons of values, after which nothing more is looked at
   */
  public record Asked(
      List<Subject> rules, Set<String> about, @Nullable Origins origins, long comparisons) {}

  /** All findings that rules have by themselves, wherever their events come from. */
  public static Report of(List<Subject> rules, Set<String> about) {
    return of(new Asked(rules, about, null, COMPARISONS));
  }

  /** All findings about some rules, or about all of them. */
  public static Report of(List<Subject> rules, Set<String> about, Origins origins) {
    return of(new Asked(rules, about, origins, COMPARISONS));
  }

  /** All findings of what is asked. */
  public static Report of(Asked asked) {
    return new RuleFindings(asked).report();
  }

  private Report report() {
    var alone = new Alone(inquiry);
    var living = new ArrayList<Subject>();
    for (var rule : rules) {
      if (!concerns(rule) || alone.look(rule)) {
        living.add(rule);
      }
    }
    if (asked.origins() != null) {
      var unheard = new Unheard(inquiry, asked.origins(), rules);
      rules.stream().filter(this::concerns).forEach(unheard::look);
    }
    var concerned = living.stream().filter(this::concerns).toList();
    var tables = new Tables(inquiry);
    concerned.forEach(tables::look);
    var pairs = new Pairs(inquiry);
    related(living).forEach(pair -> pairs.look(pair.get(0), pair.get(1)));
    new Loops(inquiry, living).look(concerned);
    return new Report(
        inquiry.found().stream().filter(one -> concerns(one.rules())).toList(),
        inquiry.unknown().stream().filter(one -> concerns(one.rules())).distinct().toList(),
        rules.size(),
        complete && !inquiry.isExhausted());
  }

  private boolean concerns(Subject rule) {
    return concerns(List.of(rule.name()));
  }

  private boolean concerns(List<String> names) {
    return asked.about().isEmpty() || names.stream().anyMatch(asked.about()::contains);
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
