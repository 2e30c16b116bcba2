package dev.sequitur.notification.inbox;

import dev.sequitur.kit.token.Caller;
import java.util.List;

/**
 * Whose inbox is looked at.
 *
 * @param audience keys of the recipients that the reader is or belongs to
 */
record Reader(String workspace, String principal, List<String> audience) {

  static Reader of(Caller caller) {
    return new Reader(caller.workspace(), caller.principal(), Audience.of(caller));
  }
}
