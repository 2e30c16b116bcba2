package dev.sequitur.rule.check.domain.finding;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sequitur.rule.check.domain.CaseEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event as a case of a rule would have it.
 *
 * @param now the instant at which it counts as accepted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Example(
    String type,
    String source,
    @Nullable String subject,
    @Nullable String key,
    int hops,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Object data,
    Instant now) {

  static Example of(CaseEvent event) {
    return new Example(
        event.type(),
        event.source(),
        event.subject(),
        event.key(),
        event.hops(),
        event.data(),
        event.now());
  }
}
