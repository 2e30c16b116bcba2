package dev.sequitur.executor.deadletter;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sequitur.contracts.Attempt;
import dev.sequitur.contracts.EffectState;
import dev.sequitur.contracts.EventReference;
import dev.sequitur.contracts.Starter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter as people see it.
 *
 * @param with the arguments; absent in lists and for those who may not read payloads
 * @param attempts absent in lists
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeadLetterView(
    UUID commandId,
    int generation,
    UUID runId,
    String step,
    String uses,
    EffectState state,
    String code,
    String detail,
    Starter starter,
    EventReference event,
    @Nullable Map<String, @Nullable Object> with,
    @Nullable List<Attempt> attempts,
    Instant decidedAt,
    Instant at,
    @Nullable Instant redrivenAt,
    @Nullable String redrivenBy) {

  static DeadLetterView inList(DeadLetter letter) {
    return of(letter, null, null);
  }

  static DeadLetterView whole(DeadLetter letter, boolean payload) {
    return of(letter, payload ? letter.action().with() : null, letter.attempts());
  }

  private static DeadLetterView of(
      DeadLetter letter,
      @Nullable Map<String, @Nullable Object> with,
      @Nullable List<Attempt> attempts) {
    return new DeadLetterView(
        letter.commandId(),
        letter.generation(),
        letter.runId(),
        letter.action().step(),
        letter.action().uses(),
        letter.state(),
        letter.code(),
        letter.detail(),
        letter.starter(),
        letter.event(),
        with,
        attempts,
        letter.decidedAt(),
        letter.at(),
        letter.redrivenAt(),
        letter.redrivenBy());
  }
}
