package dev.sequitur.gateway.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequitur.gateway.route.Owner;
import dev.sequitur.kit.problem.Violation;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A bundle, cut into its owners' parts.
 *
 * @param byOwner in the order in which they are stored: what hears before what speaks, so that no
 *     event comes in before its rules are there
 * @param errors what no owner would answer for, with pointers from the bundle's root
 */
record Parts(Map<Owner, List<Indexed>> byOwner, List<Violation> errors) {

  /** Who owns which kind. */
  private static final Map<String, Owner> OWNERS =
      Map.of(
          "Channel", Owner.NOTIFICATION,
          "Condition", Owner.RULE,
          "Connection", Owner.EXECUTOR,
          "EventType", Owner.TRIGGER,
          "NotificationTemplate", Owner.NOTIFICATION,
          "ReportDefinition", Owner.REPORTING,
          "Rule", Owner.RULE,
          "Subscription", Owner.NOTIFICATION,
          "Trigger", Owner.TRIGGER);

  private static final List<Owner> ORDER =
      List.of(Owner.EXECUTOR, Owner.REPORTING, Owner.RULE, Owner.NOTIFICATION, Owner.TRIGGER);

  /** A document with its place in the bundle. */
  record Indexed(int index, JsonNode manifest) {}

  static Parts of(String workspace, List<JsonNode> documents) {
    var byOwner = new EnumMap<Owner, List<Indexed>>(Owner.class);
    var errors = new ArrayList<Violation>();
    for (var index = 0; index < documents.size(); index++) {
      var document = documents.get(index);
      var owner = owner(document);
      if (owner == null) {
        errors.add(unowned(index, document));
      } else {
        byOwner.computeIfAbsent(owner, _ -> new ArrayList<>()).add(new Indexed(index, document));
      }
      var named = document.path("metadata").path("workspace");
      if (named.isTextual() && !named.textValue().equals(workspace)) {
        errors.add(
            new Violation(
                "/" + index + "/metadata/workspace",
                "OTHER_WORKSPACE",
                "must be " + workspace + " or left out"));
      }
    }
    return new Parts(byOwner, errors);
  }

  /** The owners of this bundle, in the order in which they store. */
  List<Owner> owners() {
    return ORDER.stream().filter(byOwner::containsKey).toList();
  }

  List<Indexed> of(Owner owner) {
    return byOwner.getOrDefault(owner, List.of());
  }

  private static @Nullable Owner owner(JsonNode document) {
    var kind = document.path("kind");
    return kind.isTextual() ? OWNERS.get(kind.textValue()) : null;
  }

  private static Violation unowned(int index, JsonNode document) {
    if (!document.isObject()) {
      return new Violation("/" + index, "WRONG_TYPE", "a manifest is an object");
    }
    var kinds = String.join(", ", new java.util.TreeSet<>(OWNERS.keySet()));
    return document.has("kind")
        ? new Violation("/" + index + "/kind", "UNKNOWN_KIND", "known here: " + kinds)
        : new Violation("/" + index + "/kind", "MISSING", "kind is required: " + kinds);
  }
}
