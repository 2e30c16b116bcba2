package dev.sequitur.gateway.account;

import dev.sequitur.gateway.access.Role;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Somebody, as an issuer says.
 *
 * @param issuer as it spells itself
 * @param subject who it is there; the two together are the identity, and nothing else is
 * @param name what a new account is to be called, if it can be
 * @param roles what the issuer's groups give, by workspace
 */
public record ExternalPerson(String issuer, String subject, String name, Map<String, Role> roles) {

  /**
   * One return from an issuer.
   *
   * @param id of the way there and back: it is good once
   * @param ends when it is refused anyway
   * @param from the browser's address
   */
  public record Return(String id, Instant ends, String from) {}

  /** For the audit log. */
  Map<String, @Nullable Object> shown(Return back, String by) {
    return Map.of("issuer", issuer, "subject", subject, "from", back.from(), "by", by);
  }
}
