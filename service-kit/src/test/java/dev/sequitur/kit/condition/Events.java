package dev.sequitur.kit.condition;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.jspecify.annotations.Nullable;

/** Events of which fields are missing, null, or of any type. */
final class Events {

  private static final List<String> NAMES =
      List.of("a", "b", "straße", "a\"b\\", "l", "o", "in", "x-y");

  private Events() {}

  static Arbitrary<Map<String, @Nullable Object>> all() {
    return Arbitraries.randomValue(random -> event(new Source(random)));
  }

  private static Map<String, @Nullable Object> event(Source source) {
    var event = new HashMap<String, @Nullable Object>();
    event.put("event", source.one() ? Map.of("subject", "a") : Map.of());
    event.put("now", Instant.EPOCH);
    // Mostly an object: nothing is learnt from events that have no field at all.
    event.put("data", source.random.nextInt(20) == 0 ? source.value(0) : source.object(2));
    return event;
  }

  /** Values from a source of chance. */
  private record Source(java.util.Random random) {

    private static final Object[] SCALARS = {
      0L,
      1L,
      2L,
      -1L,
      3L,
      Long.MAX_VALUE,
      Long.MIN_VALUE,
      (1L << 53) + 1,
      0.0,
      -0.0,
      1.0,
      1.5,
      -2.5,
      1e300,
      9007199254740992.0,
      4.9e-324,
      Double.MAX_VALUE,
      "",
      "a",
      "ab",
      "1",
      "b",
      "é",
      "😀",
      "a\n",
      "\"",
      "true",
      "x-y",
      "10.1.2.3",
      true,
      false,
      BigInteger.TWO.pow(70)
    };

    boolean one() {
      return random.nextBoolean();
    }

    @Nullable Object value(int depth) {
      return switch (random.nextInt(depth > 0 ? 6 : 4)) {
        case 0 -> null;
        case 4 -> list(depth - 1);
        case 5 -> object(depth - 1);
        default -> SCALARS[random.nextInt(SCALARS.length)];
      };
    }

    Map<String, @Nullable Object> object(int depth) {
      var object = new HashMap<String, @Nullable Object>();
      for (var name : NAMES) {
        if (random.nextInt(5) > 0) {
          object.put(name, ofItsKind(name, depth));
        }
      }
      return object;
    }

    private @Nullable Object ofItsKind(String name, int depth) {
      if (depth > 0 && random.nextInt(3) > 0) {
        if (name.equals("l")) {
          return list(depth - 1);
        }
        if (name.equals("o")) {
          return object(depth - 1);
        }
      }
      return value(depth);
    }

    private List<@Nullable Object> list(int depth) {
      var list = new ArrayList<@Nullable Object>();
      for (int i = random.nextInt(4); i > 0; i--) {
        list.add(value(depth));
      }
      return list;
    }
  }
}
