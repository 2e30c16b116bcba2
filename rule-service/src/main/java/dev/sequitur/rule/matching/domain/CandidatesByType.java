package dev.sequitur.rule.matching.domain;

import dev.sequitur.contracts.AcceptedEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Candidates by workspace and event type. A lookup costs one step for each part of the type's name,
 * however many rules there are.
 *
 * <p>{@code com.example.*} stands for every type below {@code com.example}, at any depth, but not
 * for {@code com.example} itself.
 */
final class CandidatesByType implements Candidates {

  private static final String ALL = "*";

  /** The rules filed under one pattern, with their places among all. */
  private record Drawer(List<Integer> places, List<Rule> rules) {

    Drawer() {
      this(new ArrayList<>(1), new ArrayList<>(1));
    }

    void file(int place, Rule rule) {
      // A rule that names one pattern twice is one candidate all the same.
      if (places.isEmpty() || places.getLast() != place) {
        places.add(place);
        rules.add(rule);
      }
    }
  }

  private final Map<String, Map<String, Drawer>> byWorkspace = new HashMap<>();

  /** The rules' order is the order of the candidates. */
  CandidatesByType(List<Rule> rules) {
    for (int place = 0; place < rules.size(); place++) {
      var rule = rules.get(place);
      var drawers = byWorkspace.computeIfAbsent(rule.workspace(), _ -> new HashMap<>());
      for (var pattern : rule.on()) {
        drawers.computeIfAbsent(pattern, _ -> new Drawer()).file(place, rule);
      }
    }
  }

  @Override
  public List<Rule> of(AcceptedEvent event) {
    var drawers = byWorkspace.get(event.workspace());
    if (drawers == null) {
      return List.of();
    }
    var found = new ArrayList<Drawer>(4);
    add(found, drawers.get(event.type()));
    var type = event.type();
    for (int dot = type.lastIndexOf('.'); dot > 0; dot = type.lastIndexOf('.', dot - 1)) {
      add(found, drawers.get(type.substring(0, dot + 1) + ALL));
    }
    add(found, drawers.get(ALL));
    return switch (found.size()) {
      case 0 -> List.of();
      case 1 -> found.getFirst().rules();
      default -> merged(found);
    };
  }

  private static void add(List<Drawer> found, @Nullable Drawer drawer) {
    if (drawer != null) {
      found.add(drawer);
    }
  }

  private static List<Rule> merged(List<Drawer> found) {
    var inOrder = new TreeMap<Integer, Rule>();
    for (var drawer : found) {
      for (int i = 0; i < drawer.places().size(); i++) {
        inOrder.put(drawer.places().get(i), drawer.rules().get(i));
      }
    }
    return List.copyOf(inOrder.values());
  }
}
