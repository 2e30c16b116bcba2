package dev.sequitur.rule.check.domain.finding;

import dev.sequitur.rule.check.domain.finding.Finding.Kind;
import dev.sequitur.rule.check.domain.finding.Origins.Origin;
import dev.sequitur.rule.condition.domain.Truth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules that wait for events of a type that nobody makes: mostly one that is misspelt. */
final class Unheard {

  /** What the product itself says, to whoever listens. */
  private static final String OWN = "dev.sequitur.";

  private final Inquiry inquiry;
  private final List<Origin> origins;

  /**
   * @param rules all that act: what they emit is made, too
   */
  Unheard(Inquiry inquiry, Origins origins, List<Subject> rules) {
    this.inquiry = inquiry;
    this.origins = new ArrayList<>(origins.all());
    for (var rule : rules) {
      Emissions.types(rule)
          .forEach(type -> this.origins.add(new Origin("Rule " + rule.name(), type)));
    }
  }

  void look(Subject rule) {
    var unmade = new ArrayList<String>();
    for (var on : rule.rule().on()) {
      switch (isMade(on)) {
        case TRUE -> {}
        case FALSE -> unmade.add(on);
        case UNTOLD ->
            inquiry.unknown(new Unknown(Kind.TYPE_NEVER_MADE, List.of(rule.name()), why(on)));
      }
    }
    if (!unmade.isEmpty()) {
      inquiry.found(
          new Finding(
              Kind.TYPE_NEVER_MADE,
              List.of(rule.name()),
              "No trigger or emit@1 makes, and no event type declares, events of "
                  + String.join(", ", unmade)
                  + ".",
              null));
    }
  }

  private Truth isMade(String on) {
    if (isOwn(on)) {
      return Truth.TRUE;
    }
    var made = Truth.FALSE;
    for (var origin : origins) {
      var heard = origin.type().isHeardBy(on);
      if (heard == Truth.TRUE) {
        return Truth.TRUE;
      }
      made = heard == Truth.UNTOLD ? heard : made;
    }
    return made;
  }

  private static boolean isOwn(String on) {
    return on.endsWith("*")
        ? OWN.startsWith(on.substring(0, on.length() - 1)) || on.startsWith(OWN)
        : on.startsWith(OWN);
  }

  private String why(String on) {
    var who = computing(on);
    return (who == null ? "something" : who)
        + " gives its events a type by an expression, which may be "
        + on;
  }

  private @Nullable String computing(String on) {
    return origins.stream()
        .filter(origin -> origin.type().isHeardBy(on) == Truth.UNTOLD)
        .map(Origin::who)
        .findFirst()
        .orElse(null);
  }
}
