package dev.sequitur.trigger.alarm;

import dev.sequitur.contracts.AcceptedEvent;
import dev.sequitur.contracts.Ids;
import dev.sequitur.contracts.Wire;
import dev.sequitur.kit.trace.TraceParent;
import dev.sequitur.trigger.alarm.domain.AlarmKind;
import dev.sequitur.trigger.alarm.domain.Alarms.Change;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The event that says that an alarm was raised, or is over. It comes from no trigger: it is no sign
 * of life of the one that it is about, and nobody waits for it.
 */
final class AlarmEvent {

  private AlarmEvent() {}

  /** The same spell gives the same two events, whoever says them. */
  static AcceptedEvent of(AlarmTable.Facts trigger, Change change) {
    return switch (change) {
      case Change.Raised raised -> event(trigger, raised, raised.kind().type(), "raised", Map.of());
      case Change.Ended ended ->
          event(
              trigger,
              ended,
              AlarmKind.RECOVERED,
              "ended",
              Map.of("until", trigger.now().toString(), "because", ended.because().name()));
    };
  }

  private static AcceptedEvent event(
      AlarmTable.Facts trigger,
      Change change,
      String type,
      String stage,
      Map<String, String> more) {
    var data = new LinkedHashMap<String, Object>();
    data.put("trigger", trigger.name());
    data.put("uid", trigger.uid().toString());
    data.put("alarm", change.kind().name());
    data.put("since", change.since().toString());
    data.putAll(more);
    var key = "alarm:" + change.kind() + ":" + stage + ":" + change.since();
    return new AcceptedEvent(
        Ids.event(trigger.workspace(), trigger.uid(), key),
        trigger.workspace(),
        type,
        "/triggers/" + trigger.name(),
        trigger.name(),
        trigger.uid().toString(),
        trigger.now(),
        Ids.NO_TRIGGER,
        0,
        0,
        Wire.write(data),
        TraceParent.fresh());
  }
}
