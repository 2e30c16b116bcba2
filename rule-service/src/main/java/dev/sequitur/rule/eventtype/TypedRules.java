package dev.sequitur.rule.eventtype;

import dev.sequitur.kit.definition.Bundle;
import dev.sequitur.kit.definition.Manifest;
import dev.sequitur.kit.problem.Violation;
import dev.sequitur.rule.condition.DraftBooks;
import dev.sequitur.rule.condition.domain.Expansion;
import dev.sequitur.rule.condition.domain.Site;
import dev.sequitur.rule.eventtype.domain.Shape;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether a rule fits the events that it is for. It is refused only for what is wrong with every
 * event type that is known of those that it names; one that is named and not known may be anything,
 * and so may the events of a rule for all.
 */
@ApplicationScoped
public class TypedRules {

  private final EventTypes types;
  private final DraftBooks books;

  public TypedRules(EventTypes types, DraftBooks books) {
    this.types = types;
    this.books = books;
  }

  /** All that is wrong with a rule that is free of other errors. */
  public List<Violation> check(Manifest rule, Bundle together) {
    var texts = new ArrayList<>(RuleTexts.of(rule.spec(), "/spec"));
    texts.addAll(named(rule, together));
    return wrong(rule, texts, together);
  }

  /** What is wrong with the conditions that it names alone. */
  public List<Violation> checkNamed(Manifest rule, Bundle together) {
    return wrong(rule, named(rule, together), together);
  }

  private List<Violation> wrong(Manifest rule, List<TypedText> texts, Bundle together) {
    var shapes = shapes(rule.spec().get("on"), together);
    return shapes.isEmpty()
        ? List.of()
        : texts.stream().flatMap(text -> text.wrongForAll(shapes).stream()).toList();
  }

  /** The conditions that it names, each where it is named. */
  private List<TypedText> named(Manifest rule, Bundle together) {
    var sites = Site.in(rule.spec().get("when"), "/spec/when");
    if (sites.isEmpty()) {
      return List.of();
    }
    return books.open(
        together,
        book -> {
          var texts = new ArrayList<TypedText>();
          for (var site : sites) {
            if (Expansion.ofName(site.name(), null, book) instanceof Expansion.Expanded(var cel)) {
              texts.add(new TypedText(cel, new TypedText.Named(site)));
            }
          }
          return texts;
        });
  }

  /** Those of its event types that are known; none if it may be for others, too. */
  private List<Shape> shapes(@Nullable Object on, Bundle together) {
    if (!(on instanceof List<?> named)) {
      return List.of();
    }
    var known = known(together);
    var shapes = new ArrayList<Shape>();
    for (var each : named) {
      var name = String.valueOf(each);
      var found = known.values().stream().filter(one -> isMeant(name, one.type())).toList();
      if (name.equals("*") || (found.isEmpty() && !name.endsWith("*"))) {
        return List.of();
      }
      found.forEach(one -> shapes.add(one.shape()));
    }
    return shapes;
  }

  private static boolean isMeant(String on, String type) {
    return on.endsWith(".*") ? type.startsWith(on.substring(0, on.length() - 1)) : type.equals(on);
  }

  /** What is applied together takes the place of what is published. */
  private Map<String, EventTypes.Described> known(Bundle together) {
    var known = new HashMap<>(types.of(together.workspace()));
    for (var document : together.documents()) {
      if (document.kind().equals(EventTypes.KIND)) {
        var described =
            EventTypes.Described.of(together.workspace(), document.name(), document.spec());
        if (described != null) {
          known.put(document.name(), described);
        }
      }
    }
    return known;
  }
}
