package dev.sequitur.kit.expression;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes expressions of texts.
 *
 * <p>Equal texts in equal scopes share one compiled program while it is among the last 4,096 used.
 * Safe for use by many threads.
 */
public final class Expressions {

  /** The longest text that is accepted, in bytes of UTF-8. */
  public static final int TEXT_LIMIT = 4_096;

  private static final int KEPT = 4_096;

  private static final Map<Key, Compilation> COMPILED =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Compilation> eldest) {
          return size() > KEPT;
        }
      };

  private Expressions() {}

  /** Compiles an expression of any type. Never throws for whatever text. */
  public static Compilation compile(String text, Scope scope) {
    return compile(new Key(text, scope, false));
  }

  /** Compiles a condition: refuses what certainly is neither true nor false, besides. */
  public static Compilation compileCondition(String text, Scope scope) {
    return compile(new Key(text, scope, true));
  }

  /**
   * All that is wrong with a condition that may name others, as in {@code condition("vip")}; empty
   * if nothing is. Whether those exist is not asked: {@link #compileCondition} takes the text once
   * they are put in their places.
   */
  public static List<ExpressionProblem> check(String text, Scope scope) {
    return isTooLong(text) ? List.of(tooLong()) : Environment.of(scope).check(text);
  }

  static boolean isTooLong(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length > TEXT_LIMIT;
  }

  static ExpressionProblem tooLong() {
    return ExpressionProblem.whole(
        ExpressionCode.EXPRESSION_TOO_LARGE, "an expression has at most " + TEXT_LIMIT + " bytes");
  }

  private static Compilation compile(Key key) {
    if (isTooLong(key.text)) {
      return new Compilation.Rejected(List.of(tooLong()));
    }
    Compilation known = kept(key);
    if (known != null) {
      return known;
    }
    Compilation made = Environment.of(key.scope).compile(key.text, key.condition);
    synchronized (COMPILED) {
      COMPILED.put(key, made);
    }
    return made;
  }

  private static @Nullable Compilation kept(Key key) {
    synchronized (COMPILED) {
      return COMPILED.get(key);
    }
  }

  private record Key(String text, Scope scope, boolean condition) {}
}
