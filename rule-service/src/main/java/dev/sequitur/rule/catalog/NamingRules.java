package dev.sequitur.rule.catalog;

import dev.sequitur.rule.condition.domain.Expansion;
import dev.sequitur.rule.condition.domain.NamedConditionCode;
import dev.sequitur.rule.condition.domain.When;
import dev.sequitur.rule.matching.domain.Condition;
import dev.sequitur.rule.matching.domain.DecisionCode;
import dev.sequitur.rule.matching.domain.Rule;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Rules whose conditions name others, made for the conditions in force at an instant. One that was
 * made for the same versions is given again: most publications concern other definitions.
 *
 * <p>Not thread-safe.
 */
final class NamingRules {

  private static final int KEPT = 20_000;

  private record Key(Version rule, SortedMap<String, Optional<Version>> conditions) {}

  private final Map<Key, Rule> made =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Rule> eldest) {
          return size() > KEPT;
        }
      };

  /** The rule, whose condition cannot be told if one that it names is not in force. */
  Rule make(Version version, Rule rule, When when, ConditionsInForce conditions) {
    var key = new Key(version, conditions.reached(rule.workspace(), when));
    var known = made.get(key);
    if (known != null) {
      return known;
    }
    var fresh = bound(rule, when, conditions);
    made.put(key, fresh);
    return fresh;
  }

  /** The same without a memory. */
  static Rule bound(Rule rule, When when, ConditionsInForce conditions) {
    return rule.under(condition(Expansion.of(when, conditions.of(rule.workspace()))));
  }

  private static Condition condition(Expansion.Result expanded) {
    return switch (expanded) {
      case Expansion.Expanded(var cel) -> Condition.compiled(cel);
      case Expansion.Failed(var code, var detail) ->
          Condition.untold(
              code == NamedConditionCode.CONDITION_NOT_FOUND
                  ? DecisionCode.CONDITION_NOT_IN_FORCE.name()
                  : code.name(),
              detail);
    };
  }
}
