package dev.sequitur.notification.subscription;

import dev.sequitur.kit.definition.ManifestReader;
import dev.sequitur.kit.problem.Violation;
import dev.sequitur.notification.document.Fields;
import dev.sequitur.notification.domain.Happening;
import dev.sequitur.notification.domain.Recipient;
import dev.sequitur.notification.domain.Role;
import dev.sequitur.notification.domain.Subscription;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a subscription's spec strictly:
 *
 * <pre>{@code
 * on: { rules: [names, or * alone], labels: { key: value },
 *       outcomes: [FAILED, DEAD, UNKNOWN, REJECTED, RECOVERED, FINISHED] }
 * to: { inbox: { users: [names] },       # or { role: viewer | operator | editor | owner }
 *       channels: [ name, { channel: name, users: [names] } ] }
 * mandatory: [DEAD]
 * }</pre>
 *
 * <p>{@code labels} and {@code outcomes} may be left out; outcomes are then FAILED, DEAD, REJECTED.
 * Of {@code inbox} and {@code channels} one is enough.
 */
final class SpecReader {

  static final Set<Happening> DEFAULT_OUTCOMES =
      Set.of(Happening.FAILED, Happening.DEAD, Happening.REJECTED);

  private static final int MOST_RULES = 100;
  private static final int MOST_LABELS = 20;
  private static final int LONGEST_LABEL = 200;
  private static final List<String> ROLES =
      Arrays.stream(Role.values()).map(Role::written).toList();

  /** A spec, or all that is wrong with it. Exactly one of the two is given. */
  record Reading(@Nullable SubscriptionSpec spec, List<Violation> errors) {}

  private final Fields fields = new Fields();

  private SpecReader() {}

  static Reading read(Map<String, @Nullable Object> spec) {
    var reader = new SpecReader();
    var read = reader.spec(spec);
    var errors = reader.fields.errors();
    return errors.isEmpty() ? new Reading(read, errors) : new Reading(null, errors);
  }

  private SubscriptionSpec spec(Map<String, @Nullable Object> spec) {
    fields.refuseUnknown(spec, "/spec", "on", "to", "mandatory");
    var on = fields.object(spec, "on", "/spec");
    fields.refuseUnknown(on, "/spec/on", "rules", "labels", "outcomes");
    var to = fields.object(spec, "to", "/spec");
    fields.refuseUnknown(to, "/spec/to", "inbox", "channels");
    var targets = new TargetReader(fields);
    var channels = targets.read(to);
    var recipients =
        spec.get("to") instanceof Map && (to.containsKey("inbox") || channels.isEmpty())
            ? recipients(to, targets)
            : List.<Recipient>of();
    var hears = spec.get("on") instanceof Map;
    var outcomes = hears ? outcomes(on, "outcomes", "/spec/on") : DEFAULT_OUTCOMES;
    if (outcomes.contains(Happening.RECOVERED)
        && outcomes.stream().noneMatch(Happening::isTrouble)) {
      fields.error(
          "/spec/on/outcomes",
          "NOTHING_TO_RECOVER_FROM",
          "RECOVERED follows what was told before: name at least one of FAILED, DEAD, UNKNOWN, REJECTED");
    }
    return new SubscriptionSpec(
        hears ? rules(on) : Set.of(),
        hears ? labels(on) : Map.of(),
        outcomes,
        recipients,
        channels,
        spec.get("mandatory") == null ? Set.of() : outcomes(spec, "mandatory", "/spec"));
  }

  private Set<String> rules(Map<String, @Nullable Object> on) {
    var rules = fields.texts(on, "rules", "/spec/on", MOST_RULES);
    rules.forEach(
        (pointer, rule) -> {
          if (rule.equals(Subscription.EVERY_RULE)) {
            if (rules.size() > 1) {
              fields.error(pointer, "AMBIGUOUS", "* means every rule, and then stands alone");
            }
          } else if (!ManifestReader.isName(rule)) {
            fields.error(pointer, "INVALID_NAME", "must be the name of a rule, or * alone");
          }
        });
    return Set.copyOf(rules.values());
  }

  private Map<String, String> labels(Map<String, @Nullable Object> on) {
    if (on.get("labels") == null) {
      return Map.of();
    }
    var labels = new LinkedHashMap<String, String>();
    var given = fields.object(on, "labels", "/spec/on");
    if (given.size() > MOST_LABELS) {
      fields.error("/spec/on/labels", "TOO_MANY", "at most " + MOST_LABELS);
    }
    given.forEach(
        (key, value) -> {
          if (value instanceof String text && text.length() <= LONGEST_LABEL) {
            labels.put(key, text);
          } else {
            fields.error(
                Fields.below("/spec/on/labels", key),
                "WRONG_TYPE",
                "a label is a text of at most " + LONGEST_LABEL + " characters");
          }
        });
    return Map.copyOf(labels);
  }

  private Set<Happening> outcomes(
      Map<String, @Nullable Object> parent, String field, String pointer) {
    if (parent.get(field) == null) {
      return DEFAULT_OUTCOMES;
    }
    var known = Arrays.stream(Happening.values()).map(Happening::name).toList();
    var outcomes = EnumSet.noneOf(Happening.class);
    fields
        .texts(parent, field, pointer, known.size())
        .forEach(
            (place, name) -> {
              if (known.contains(name)) {
                outcomes.add(Happening.valueOf(name));
              } else {
                fields.error(place, "UNKNOWN_OUTCOME", "known here: " + String.join(", ", known));
              }
            });
    return Set.copyOf(outcomes);
  }

  private List<Recipient> recipients(Map<String, @Nullable Object> to, TargetReader targets) {
    var inbox = fields.object(to, "inbox", "/spec/to");
    if (!(to.get("inbox") instanceof Map)) {
      return List.of();
    }
    fields.refuseUnknown(inbox, "/spec/to/inbox", "users", "role");
    if (inbox.containsKey("users") == inbox.containsKey("role")) {
      fields.error(
          "/spec/to/inbox",
          inbox.containsKey("users") ? "AMBIGUOUS" : "MISSING",
          "either users or a role is told");
      return List.of();
    }
    return inbox.containsKey("users")
        ? targets.users(inbox, "/spec/to/inbox").stream()
            .<Recipient>map(Recipient.User::new)
            .toList()
        : role(inbox);
  }

  private List<Recipient> role(Map<String, @Nullable Object> inbox) {
    if (inbox.get("role") instanceof String name && ROLES.contains(name)) {
      return List.of(new Recipient.Holders(Role.values()[ROLES.indexOf(name)]));
    }
    fields.error(
        "/spec/to/inbox/role", "UNKNOWN_ROLE", "must be one of " + String.join(", ", ROLES));
    return List.of();
  }
}
