package dev.sequitur.kit.expression;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The things last made of texts, so that the same text is not read again and again. */
final class Kept<T> {

  private final Map<String, T> byText;
  private final Function<String, T> making;

  Kept(int most, Function<String, T> making) {
    this.making = making;
    this.byText =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
            return size() > most;
          }
        };
  }

  /** What was made of the text; throws what making throws, and keeps nothing then. */
  T of(String text) {
    T known = known(text);
    if (known != null) {
      return known;
    }
    T made = making.apply(text);
    synchronized (byText) {
      byText.put(text, made);
    }
    return made;
  }

  private @Nullable T known(String text) {
    synchronized (byText) {
      return byText.get(text);
    }
  }
}
