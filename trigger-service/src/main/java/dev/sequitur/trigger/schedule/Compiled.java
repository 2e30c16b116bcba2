package dev.sequitur.trigger.schedule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.sequitur.contracts.Wire;
import dev.sequitur.trigger.definition.PublishedTrigger;
import dev.sequitur.trigger.definition.Source;
import dev.sequitur.trigger.definition.TriggerSpec;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Published schedules, each version compiled once. */
@ApplicationScoped
class Compiled {

  private static final Logger LOG = Logger.getLogger(Compiled.class);
  private static final TypeReference<Map<String, @Nullable Object>> SPEC = new TypeReference<>() {};

  /** A schedule, ready to be fired. */
  record Schedule(PublishedTrigger trigger, Source.Schedule source) {}

  private record Entry(int version, Optional<Schedule> schedule) {}

  private final Map<UUID, Entry> latest = new ConcurrentHashMap<>();

  /** Empty if the version is no schedule, or cannot be used by this release. */
  Optional<Schedule> of(Change change) {
    return change.spec() == null
        ? Optional.empty()
        : of(change.workspace(), change.uid(), change.version(), change.name(), change.spec());
  }

  Optional<Schedule> of(Claimed.Row row) {
    return of(row.workspace(), row.uid(), row.version(), row.name(), row.spec());
  }

  private Optional<Schedule> of(String workspace, UUID uid, int version, String name, String spec) {
    var known = latest.get(uid);
    if (known != null && known.version() == version) {
      return known.schedule();
    }
    var schedule =
        read(uid, spec)
            .filter(read -> read.source() instanceof Source.Schedule)
            .map(
                read ->
                    new Schedule(
                        new PublishedTrigger(workspace, uid, version, name, read),
                        (Source.Schedule) read.source()));
    latest.put(uid, new Entry(version, schedule));
    return schedule;
  }

  private static Optional<TriggerSpec> read(UUID uid, String spec) {
    try {
      var reading = TriggerSpec.read(Wire.json().readValue(spec, SPEC));
      if (reading.spec() == null) {
        LOG.errorf("the published trigger %s cannot be used: %s", uid, reading.errors());
      }
      return Optional.ofNullable(reading.spec());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the database gave no JSON for " + uid, e);
    }
  }

  void forget(UUID uid) {
    latest.remove(uid);
  }
}
