package dev.sequitur.gateway.account;

import java.util.SortedSet;
import java.util.TreeSet;

/** How an account signs in. */
final class Ways {

  private Ways() {}

  /** Neither: by a link that the machine's owner makes. */
  static SortedSet<String> of(boolean password, boolean issuer) {
    var ways = new TreeSet<String>();
    if (password) {
      ways.add("password");
    }
    if (issuer) {
      ways.add("oidc");
    }
    return ways;
  }
}
