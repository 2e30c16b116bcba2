package dev.sequitur.notification.inbox;

import dev.sequitur.kit.token.Caller;
import dev.sequitur.notification.domain.Recipient;
import dev.sequitur.notification.domain.Role;
import java.util.ArrayList;
import java.util.List;

/**
 * As whom a caller is told. The token names permissions, not roles: a role is known by a permission
 * that it has and the roles below it have not.
 */
final class Audience {

  private Audience() {}

  /** Keys of all recipients that the caller is or belongs to. */
  static List<String> of(Caller caller) {
    var keys = new ArrayList<String>();
    keys.add(new Recipient.User(caller.principal()).key());
    for (var role : Role.values()) {
      if (caller.may(markOf(role))) {
        keys.add(new Recipient.Holders(role).key());
      }
    }
    return keys;
  }

  private static String markOf(Role role) {
    return switch (role) {
      case VIEWER -> "notification:read";
      case OPERATOR -> "dead-letter:redrive";
      case EDITOR -> "rule:publish";
      case OWNER -> "member:manage";
    };
  }
}
