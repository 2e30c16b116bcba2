package dev.sequitur.rule.matching;

import dev.sequitur.contracts.ShadowCompared;
import dev.sequitur.contracts.ShadowCompared.OfRule;
import dev.sequitur.contracts.ShadowCompared.Verdict;
import dev.sequitur.rule.matching.domain.Occurrence;
import dev.sequitur.rule.matching.domain.Shadowing.Comparison;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;

/** What a batch has to say of shadows: a few records, however many events it has. */
public final class Comparisons {

  private record Of(String workspace, UUID rule, long trial, int acting, int shadow) {}

  private final Map<Integer, List<ShadowCompared>> full = new TreeMap<>();
  private final Map<Integer, Map<Of, List<Verdict>>> open = new TreeMap<>();
  private final Map<Integer, Integer> counts = new TreeMap<>();

  /** Takes note of what was compared on an event. */
  public void add(Occurrence event, List<Comparison> comparisons) {
    for (var one : comparisons) {
      add(event, one);
    }
  }

  private void add(Occurrence event, Comparison one) {
    int partition = event.reference().partition();
    var starter = one.shadow().starter();
    var of =
        new Of(
            one.shadow().workspace(),
            starter.uid(),
            Objects.requireNonNull(one.shadow().trial()),
            one.acting(),
            starter.version());
    open.computeIfAbsent(partition, _ -> new LinkedHashMap<>())
        .computeIfAbsent(of, _ -> new ArrayList<>())
        .add(
            new Verdict(
                event.event().id(),
                event.event().type(),
                event.reference().offset(),
                event.acceptedAt(),
                one.difference(),
                one.code()));
    int count = counts.getOrDefault(partition, 0) + 1;
    counts.put(partition, count);
    if (count == ShadowCompared.MOST) {
      close(partition);
    }
  }

  private void close(int partition) {
    var verdicts = open.remove(partition);
    counts.remove(partition);
    if (verdicts != null) {
      var rules = new ArrayList<OfRule>(verdicts.size());
      verdicts.forEach(
          (of, list) ->
              rules.add(
                  new OfRule(
                      of.workspace(), of.rule(), of.trial(), of.acting(), of.shadow(), list)));
      full.computeIfAbsent(partition, _ -> new ArrayList<>())
          .add(new ShadowCompared(partition, rules));
    }
  }

  /** All that is to be said; to be called once, at the end. */
  public List<ShadowCompared> records() {
    List.copyOf(open.keySet()).forEach(this::close);
    return full.values().stream().flatMap(List::stream).toList();
  }
}
