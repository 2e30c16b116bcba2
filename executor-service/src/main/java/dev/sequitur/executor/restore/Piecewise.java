package dev.sequitur.executor.restore;

import dev.sequitur.kit.kafka.Faults;
import java.util.Collection;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jboss.logging.Logger;

/** Work on many things that one of them must not stop: it was put aside when it first came. */
final class Piecewise {

  private static final Logger LOG = Logger.getLogger(Piecewise.class);

  private Piecewise() {}

  /** Does all at once, or, if that fails by no passing fault, one by one; adds up what it gives. */
  static <T> long sum(Collection<T> things, ToIntFunction<List<T>> work) {
    var all = List.copyOf(things);
    if (all.isEmpty()) {
      return 0;
    }
    try {
      return work.applyAsInt(all);
    } catch (RuntimeException e) {
      if (Faults.isTransient(e)) {
        throw e;
      }
      return all.size() == 1
          ? passedOver(e)
          : all.stream().mapToLong(one -> sum(List.of(one), work)).sum();
    }
  }

  private static int passedOver(RuntimeException fault) {
    LOG.error("it is passed over, as when it first came", fault);
    return 0;
  }
}
