package dev.sequitur.trigger.webhook;

import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.kit.definition.Books;
import dev.sequitur.trigger.definition.PublishedTrigger;
import dev.sequitur.trigger.definition.Source;
import dev.sequitur.trigger.definition.TakenPaths;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** The published webhooks: which listens where, at which instant. */
@ApplicationScoped
public class Webhooks implements TakenPaths {

  private static final Logger LOG = Logger.getLogger(Webhooks.class);

  private record Change(UUID uid, long change) {}

  private final Books<Map<String, Webhook>> books = new Books<>(this::bind);
  private final Map<Change, Webhook> compiled = new ConcurrentHashMap<>();
  private final Map<UUID, DefinitionPublished> latest = new ConcurrentHashMap<>();

  /** Hears of a change; {@code trigger} is what it was compiled to, if it can be used. */
  public void heard(DefinitionPublished change, Optional<PublishedTrigger> trigger) {
    latest.merge(
        change.uid(), change, (old, fresh) -> fresh.change() >= old.change() ? fresh : old);
    trigger
        .filter(published -> published.spec().source() instanceof Source.Webhook)
        .map(published -> new Webhook(published, (Source.Webhook) published.spec().source()))
        .ifPresent(webhook -> compiled.put(new Change(change.uid(), change.change()), webhook));
    books.heard(change);
  }

  /** The webhook that listens at {@code workspace/path} at an instant. */
  Optional<Webhook> at(String address, Instant instant) {
    return Optional.ofNullable(books.inForceAt(instant).get(address));
  }

  @Override
  public Optional<String> holder(String workspace, String path, String except) {
    return latest.values().stream()
        .filter(known -> known.workspace().equals(workspace))
        .filter(known -> known.state() != DefinitionPublished.State.ARCHIVED)
        .filter(known -> !known.name().equals(except))
        .filter(known -> path.equals(path(known)))
        .map(DefinitionPublished::name)
        .findFirst();
  }

  private static Object path(DefinitionPublished published) {
    return published.spec().get("webhook") instanceof Map<?, ?> webhook
            && webhook.get("path") instanceof String path
        ? path
        : "";
  }

  private Map<String, Webhook> bind(List<DefinitionPublished> active) {
    var byAddress = new HashMap<String, Webhook>();
    for (var published : active) {
      var webhook = compiled.get(new Change(published.uid(), published.change()));
      if (webhook != null) {
        var first = byAddress.putIfAbsent(webhook.address(), webhook);
        if (first != null) {
          // Published side by side past the check: every replica takes the same one.
          LOG.errorf(
              "%s is taken by %s; %s is not in force",
              webhook.address(), first.trigger().uid(), webhook.trigger().uid());
        }
      }
    }
    return Map.copyOf(byAddress);
  }
}
