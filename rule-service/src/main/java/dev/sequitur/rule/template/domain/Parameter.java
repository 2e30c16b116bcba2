package dev.sequitur.rule.template.domain;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a template is to be given.
 *
 * @param fallback what is taken if it is not given; null = it must be
 * @param min the least number, included; null = any
 * @param max the largest, included; null = any
 * @param options the values that there are; null = any
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Parameter(
    String name,
    ParameterType type,
    String description,
    @JsonProperty("default") @Nullable Object fallback,
    @Nullable BigDecimal min,
    @Nullable BigDecimal max,
    @Nullable List<String> options) {

  /** What is wrong with a value; empty if it is fine. */
  Optional<String> mistake(@Nullable Object value) {
    if (!type.takes(value)) {
      return Optional.of(type.words() + " is expected here");
    }
    if (options != null && !options.contains(String.valueOf(value))) {
      return Optional.of("must be one of " + String.join(", ", options));
    }
    if (value instanceof Number number && !within(new BigDecimal(number.toString()))) {
      return Optional.of(
          "must be from " + (min == null ? "any" : min) + " to " + (max == null ? "any" : max));
    }
    return Optional.empty();
  }

  private boolean within(BigDecimal number) {
    return (min == null || number.compareTo(min) >= 0)
        && (max == null || number.compareTo(max) <= 0);
  }
}
