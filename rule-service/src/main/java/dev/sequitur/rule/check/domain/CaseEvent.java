package dev.sequitur.rule.check.domain;

import dev.sequitur.contracts.AcceptedEvent;
import dev.sequitur.contracts.Ids;
import dev.sequitur.contracts.Wire;
import dev.sequitur.rule.matching.domain.Occurrence;
import dev.sequitur.rule.matching.domain.ReadEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event that somebody made up. It is read as an event of the log is, so that nothing about it
 * can be other than it would be there.
 *
 * @param data any JSON value
 * @param now the instant at which it counts as accepted
 */
public record CaseEvent(
    String type,
    String source,
    @Nullable String subject,
    @Nullable String key,
    @Nullable Instant time,
    int hops,
    @Nullable Object data,
    Instant now) {

  /** An event with nothing but a type and data. */
  public static CaseEvent of(String type, @Nullable Object data, Instant now) {
    return new CaseEvent(type, "/test", null, null, null, 0, data, now);
  }

  /**
   * The event as a workspace's rules see it.
   *
   * @param id what its id is derived from
   * @throws dev.sequitur.contracts.UnreadableException if no such event can be on the log
   */
  public Occurrence in(String workspace, String id) {
    var accepted =
        new AcceptedEvent(
            Ids.event(workspace, Ids.NO_TRIGGER, id),
            workspace,
            type,
            source,
            subject,
            key,
            time,
            Ids.NO_TRIGGER,
            0,
            hops,
            data == null ? "null".getBytes(StandardCharsets.UTF_8) : Wire.write(data),
            null);
    return ReadEvent.of(accepted.message().headers(), accepted.data()).at(0, 0, now);
  }
}
