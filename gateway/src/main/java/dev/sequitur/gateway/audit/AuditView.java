package dev.sequitur.gateway.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sequitur.contracts.AuditRecorded;
import dev.sequitur.contracts.Wire;
import dev.sequitur.gateway.audit.domain.Link;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entry as it is shown.
 *
 * @param position in the workspace's chain, from 1
 * @param before the resource before the change; absent if there was none or it is not told
 * @param after the resource after it
 * @param hash the chain up to and with this entry, hexadecimal
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AuditView(
    long position,
    UUID id,
    Instant at,
    String principal,
    String action,
    String resource,
    @Nullable Map<String, @Nullable Object> before,
    @Nullable Map<String, @Nullable Object> after,
    String hash) {

  static AuditView of(Link link) {
    var facts = link.facts();
    var said = Wire.read(link.said(), AuditRecorded.class);
    return new AuditView(
        link.position(),
        facts.id(),
        facts.at(),
        facts.principal(),
        facts.action(),
        facts.resource(),
        said.before(),
        said.after(),
        link.hashText());
  }
}
