package dev.sequitur.gateway.account;

import java.net.URI;
import java.util.Optional;

/** Where a browser ends the session that it has at the issuer, too. */
public interface SignOutElsewhere {

  /** Empty if the issuer offers nothing of the kind; asks nobody. */
  Optional<URI> address();
}
