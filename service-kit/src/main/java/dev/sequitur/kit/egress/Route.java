package dev.sequitur.kit.egress;

import java.net.InetAddress;

/** What the guard says about a place. */
public sealed interface Route {

  /** It may be called, at this very address and no other. */
  record Checked(InetAddress address) implements Route {}

  /** It must not be called. The reason repeats nothing of the URL. */
  record Denied(String reason) implements Route {}

  /** Its name leads nowhere at present. */
  record Unresolved() implements Route {}
}
