package dev.sequitur.gateway.audit.domain;

import dev.sequitur.contracts.AuditRecorded;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * What an entry is found by: columns beside its bytes.
 *
 * @param at to the microsecond, as PostgreSQL keeps it
 */
public record Facts(UUID id, Instant at, String principal, String action, String resource) {

  public static Facts of(AuditRecorded entry) {
    return new Facts(
        entry.id(),
        entry.at().truncatedTo(ChronoUnit.MICROS),
        storable(entry.principal()),
        storable(entry.action()),
        storable(entry.resource()));
  }

  /** PostgreSQL's texts hold no NUL; the entry's own bytes keep it. */
  private static String storable(String text) {
    return text.replace('\0', '\uFFFD');
  }
}
