package dev.sequitur.gateway.access;

import dev.sequitur.contracts.AuditRecorded;
import dev.sequitur.contracts.Message;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes audit entries; whoever makes the change says them in its transaction. */
@ApplicationScoped
public class Audit {

  /** What was done: workspace, who, which action, to what. */
  public record Deed(String workspace, String principal, String action, String resource) {}

  private final InstantSource clock;

  Audit(InstantSource clock) {
    this.clock = clock;
  }

  public Message entry(
      Deed deed,
      @Nullable Map<String, @Nullable Object> before,
      @Nullable Map<String, @Nullable Object> after) {
    return new AuditRecorded(
            UUID.randomUUID(),
            deed.workspace(),
            clock.instant(),
            deed.principal(),
            deed.action(),
            deed.resource(),
            before,
            after)
        .message("gateway");
  }
}
