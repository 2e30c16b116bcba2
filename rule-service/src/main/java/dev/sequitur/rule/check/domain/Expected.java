package dev.sequitur.rule.check.domain;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a case expects.
 *
 * @param matched whether a run starts; null = whichever
 * @param code why none starts; null = whichever reason, or none
 * @param actions by step, what its arguments must hold at least; empty = whatever they are
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Expected(
    @Nullable Boolean matched,
    @Nullable String code,
    Map<String, Map<String, @Nullable Object>> actions) {

  public static final Expected MATCHED = new Expected(true, null, Map.of());
  public static final Expected UNMATCHED = new Expected(false, null, Map.of());
}
