package dev.sequitur.contracts;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who did what, written by the owner of the change in the change's own transaction.
 *
 * @param action {@code rule:publish}, {@code dead-letter:redrive} …
 * @param before the resource before the change, without secrets
 * @param after the resource after it
 */
public record AuditRecorded(
    UUID id,
    String workspace,
    Instant at,
    String principal,
    String action,
    String resource,
    @Nullable Map<String, @Nullable Object> before,
    @Nullable Map<String, @Nullable Object> after) {

  public static final String TYPE = "dev.sequitur.audit-recorded.v1";

  public Message message(String service) {
    return Envelope.message(Topics.AUDIT, workspace, TYPE, "/" + service, workspace, this, null);
  }
}
