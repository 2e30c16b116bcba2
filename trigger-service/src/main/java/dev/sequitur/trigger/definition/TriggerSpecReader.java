package dev.sequitur.trigger.definition;

import dev.sequitur.kit.problem.Violation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a spec strictly and names everything that is wrong at once. */
final class TriggerSpecReader {

  private static final String[] KNOWN =
      Stream.concat(
              Arrays.stream(SourceKind.values()).map(SourceKind::key),
              Stream.of("filter", "event", "alarms"))
          .toArray(String[]::new);

  private TriggerSpecReader() {}

  static TriggerSpec.Reading read(Map<String, @Nullable Object> document) {
    var errors = new ArrayList<Violation>();
    var spec = new Fields("/spec", document, errors);
    spec.only(KNOWN);
    var event = spec.object("event");
    // Without its source nobody can tell what an expression may name.
    var read = SourceKind.of(spec).map(kind -> read(kind, spec, event)).orElse(null);
    return errors.isEmpty()
        ? new TriggerSpec.Reading(read, List.of())
        : new TriggerSpec.Reading(null, List.copyOf(errors));
  }

  private static @Nullable TriggerSpec read(SourceKind kind, Fields spec, @Nullable Fields event) {
    var source = kind.read(spec);
    var filter = FilterReader.read(spec, kind.scope());
    var mapping = event == null ? null : EventMappingReader.read(event, kind.scope());
    var alarms = AlarmReader.read(spec, kind);
    return source == null || mapping == null
        ? null
        : new TriggerSpec(source, filter, mapping, alarms);
  }
}
