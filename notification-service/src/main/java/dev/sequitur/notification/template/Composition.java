package dev.sequitur.notification.template;

import dev.sequitur.notification.domain.Reason;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a message through a channel becomes. */
public sealed interface Composition {

  /**
   * The arguments of an action of the executor's.
   *
   * @param note why it does not say what its channel's template would
   */
  record Composed(String uses, Map<String, @Nullable Object> with, @Nullable Reason note)
      implements Composition {}

  /** Nobody to send it to. */
  record Unaddressed() implements Composition {}
}
