package dev.sequitur.rule.check.domain.solver;

import dev.sequitur.rule.check.domain.CaseEvent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes the event that has been chosen. */
final class Witness {

  private Witness() {}

  static CaseEvent of(Problem problem, Chosen chosen, Instant now) {
    var type = attribute("type", chosen);
    var source = attribute("source", chosen);
    var hops = attribute("hops", chosen);
    return new CaseEvent(
        type == null ? "com.example.event" : type,
        source == null ? "/test" : source,
        attribute("subject", chosen),
        attribute("key", chosen),
        null,
        hops == null ? 0 : Integer.parseInt(hops),
        data(problem, chosen),
        now);
  }

  private static @Nullable String attribute(String name, Chosen chosen) {
    return switch (chosen.at(new Place(List.of("event", name)))) {
      case Value.Text(var text) -> text;
      case Value.Number(var number) -> number.toBigInteger().toString();
      case null, default -> null;
    };
  }

  private static @Nullable Object data(Problem problem, Chosen chosen) {
    var objects = new LinkedHashMap<Place, Map<String, @Nullable Object>>();
    var whole = chosen.at(Place.DATA);
    var root = new LinkedHashMap<String, @Nullable Object>();
    objects.put(Place.DATA, root);
    for (var place : problem.places()) {
      var value = chosen.at(place);
      if (place.parent().isPresent() && value != null && isThere(value)) {
        var json = json(place, value, objects);
        Objects.requireNonNull(objects.get(place.parent().get())).put(place.name(), json);
      }
    }
    return whole == null || whole instanceof Value.Members ? root : whole.json();
  }

  private static @Nullable Object json(
      Place place, Value value, Map<Place, Map<String, @Nullable Object>> objects) {
    return value instanceof Value.Members
        ? objects.computeIfAbsent(place, _ -> new LinkedHashMap<>())
        : value.json();
  }

  private static boolean isThere(Value value) {
    return !(value instanceof Value.Missing || value instanceof Value.Unreachable);
  }
}
