package dev.sequitur.rule.matching.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * From when until when a rule acts.
 *
 * @param from inclusive; null = from its publication on
 * @param until exclusive; null = for as long as it is published
 */
public record Validity(@Nullable Instant from, @Nullable Instant until) {

  public static final Validity UNLIMITED = new Validity(null, null);

  boolean holdsAt(Instant instant) {
    return (from == null || !instant.isBefore(from)) && (until == null || instant.isBefore(until));
  }
}
