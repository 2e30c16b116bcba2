package dev.sequitur.notification.domain;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The subscriptions in force at one instant, by workspace.
 *
 * @param hearingSuccess workspaces in which somebody wants to know of runs that end well
 */
public record SubscriptionBook(
    Map<String, List<Subscription>> byWorkspace, Set<String> hearingSuccess) {

  public static SubscriptionBook of(List<Subscription> subscriptions) {
    return new SubscriptionBook(
        subscriptions.stream().collect(Collectors.groupingBy(Subscription::workspace)),
        subscriptions.stream()
            .filter(Subscription::hearsSuccess)
            .map(Subscription::workspace)
            .collect(Collectors.toUnmodifiableSet()));
  }

  List<Subscription> of(String workspace) {
    return byWorkspace.getOrDefault(workspace, List.of());
  }
}
