package dev.sequitur.gateway.account;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The issuers of the configuration, by the addresses that identities are stored with. */
public interface KnownIssuers {

  /** What an issuer said that is no longer configured counts for nothing. */
  Set<String> urls();

  /** What an issuer is called here; empty if it is not configured any more. */
  Optional<String> name(String url);

  /** Where a browser ends the session that it has there; empty if there is no such place. */
  Optional<URI> signOut(@Nullable String url);
}
