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
 * @param recipients whose inboxes
 * @param channels where else
 * @param mandatory what no preference of a recipient holds back
 */
public record Subscription(
    String workspace,
    UUID uid,
    String name,
    int version,
    Set<String> rules,
    Map<String, String> labels,
    Set<Happening> outcomes,
    List<Recipient> recipients,
    List<ChannelTarget> channels,
    Set<Happening> mandatory) {

  public static final String EVERY_RULE = "*";

  /** Whether it asks for this fact; says nothing of when it is in force. */
  boolean asksFor(Fact fact) {
    return outcomes.contains(fact.happening()) && isAbout(fact);
  }

  /** Whether the fact is about one of its rules. */
  boolean isAbout(Fact fact) {
    var rule = fact.starter();
    return (rules.contains(EVERY_RULE) || rules.contains(rule.name()))
        && rule.labels().entrySet().containsAll(labels.entrySet());
  }

  /** Whether it wants to know that its rules work again. */
  public boolean awaitsRecovery() {
    return outcomes.contains(Happening.RECOVERED);
  }

  boolean hearsSuccess() {
    return outcomes.contains(Happening.FINISHED) || awaitsRecovery();
  }
}
