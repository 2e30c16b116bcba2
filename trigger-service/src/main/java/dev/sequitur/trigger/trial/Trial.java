package dev.sequitur.trigger.trial;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.sequitur.contracts.AcceptedEvent;
import dev.sequitur.kit.problem.Violation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What would become of a sample.
 *
 * @param code why it is no event; of a filter, why it could not be told
 * @param errors what of the trigger does not fit the sample, with pointers into its manifest
 * @param event what would be said
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Trial(
    Verdict verdict,
    @Nullable String code,
    @Nullable String detail,
    @Nullable List<Violation> errors,
    @Nullable Event event) {

  /** What would become of it. */
  public enum Verdict {
    /** An event. */
    ACCEPTED,
    /** The filter keeps it out. */
    FILTERED,
    /** It is answered, and no event. */
    CHALLENGED,
    /**
     * The sender is told that it is refused; of a record or a schedule: it is counted and shown.
     */
    REJECTED,
    /** A record that goes to quarantine. */
    UNREADABLE
  }

  /**
   * The event.
   *
   * @param id null where nothing in the sample names the occurrence
   * @param data JSON
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Event(
      @Nullable UUID id,
      String type,
      String source,
      @Nullable String subject,
      @Nullable String key,
      @Nullable Instant time,
      @JsonRawValue String data) {}

  /**
   * @param isNamed whether the event's id is that of each repeat of the sample
   */
  public static Trial accepted(AcceptedEvent event, boolean isNamed) {
    return new Trial(
        Verdict.ACCEPTED,
        null,
        null,
        null,
        new Event(
            isNamed ? event.id() : null,
            event.type(),
            event.source(),
            event.subject(),
            event.key(),
            event.time(),
            new String(event.data(), StandardCharsets.UTF_8)));
  }

  public static Trial filtered(@Nullable String code) {
    return new Trial(Verdict.FILTERED, code, null, null, null);
  }

  public static Trial challenged() {
    return new Trial(Verdict.CHALLENGED, null, null, null, null);
  }

  public static Trial rejected(String code, String detail, List<Violation> errors) {
    return new Trial(Verdict.REJECTED, code, detail, errors.isEmpty() ? null : errors, null);
  }

  public static Trial unreadable(String detail) {
    return new Trial(Verdict.UNREADABLE, null, detail, null, null);
  }
}
