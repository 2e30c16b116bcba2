package dev.sequitur.notification.domain;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The subscriptions in force at one instant, by workspace. */
public record SubscriptionBook(Map<String, List<Subscription>> byWorkspace) {

  public static SubscriptionBook of(List<Subscription> subscriptions) {
    return new SubscriptionBook(
        subscriptions.stream().collect(Collectors.groupingBy(Subscription::workspace)));
  }

  List<Subscription> of(String workspace) {
    return byWorkspace.getOrDefault(workspace, List.of());
  }
}
