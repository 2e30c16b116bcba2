package dev.sequitur.notification.domain;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What somebody wants to be told of, as one version says it.
 *
 * @param uid the same for all versions
 * @param rules names of rules, or {@link #EVERY_RULE} alone
 * @param labels all of them must stand on the rule, with these values
 */
public record Subscription(
    String workspace,
    UUID uid,
    String name,
    Set<String> rules,
    Map<String, String> labels,
    Set<Happening> outcomes,
    List<Recipient> recipients) {

  public static final String EVERY_RULE = "*";

  /** Whether it asks for this fact; says nothing of when it is in force. */
  boolean asksFor(Fact fact) {
    var rule = fact.starter();
    return outcomes.contains(fact.happening())
        && (rules.contains(EVERY_RULE) || rules.contains(rule.name()))
        && rule.labels().entrySet().containsAll(labels.entrySet());
  }
}
