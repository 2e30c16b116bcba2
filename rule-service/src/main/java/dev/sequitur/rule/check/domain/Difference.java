package dev.sequitur.rule.check.domain;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Where a case and what was seen part.
 *
 * @param pointer JSON Pointer into the case's {@code expect}
 * @param detail what is different, without any value
 * @param seen the value that was seen there; null if there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Difference(String pointer, String detail, @Nullable Object seen) {}
