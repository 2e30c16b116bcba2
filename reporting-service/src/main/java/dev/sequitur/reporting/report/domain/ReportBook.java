package dev.sequitur.reporting.report.domain;

import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.contracts.Starter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The definitions that are in force at an instant, by the events that have them made. */
public final class ReportBook {

  private record Key(String workspace, String type) {}

  /**
   * A definition that listens.
   *
   * @param raw its spec as it is kept
   */
  public record Entry(Starter starter, ReportSpec spec, Map<String, @Nullable Object> raw) {}

  private final Map<Key, List<Entry>> byType = new HashMap<>();

  private ReportBook() {}

  /** What a later version of this service has published and this one cannot read is left out. */
  public static ReportBook of(List<DefinitionPublished> active) {
    var book = new ReportBook();
    for (var definition : active) {
      var spec = SpecReader.read(definition.spec()).spec();
      if (spec != null) {
        book.add(definition, spec);
      }
    }
    return book;
  }

  private void add(DefinitionPublished definition, ReportSpec spec) {
    var starter =
        new Starter(
            Cause.KIND,
            definition.uid(),
            definition.name(),
            definition.version(),
            definition.labels());
    for (var type : spec.occasion().on()) {
      byType
          .computeIfAbsent(new Key(definition.workspace(), type), _ -> new ArrayList<>())
          .add(new Entry(starter, spec, definition.spec()));
    }
  }

  public boolean isEmpty() {
    return byType.isEmpty();
  }

  /** The definitions that an event has made. */
  public List<Entry> on(String workspace, String type) {
    return byType.getOrDefault(new Key(workspace, type), List.of());
  }
}
