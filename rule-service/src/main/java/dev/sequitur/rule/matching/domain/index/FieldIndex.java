package dev.sequitur.rule.matching.domain.index;

import dev.sequitur.kit.expression.FieldValues.Mark;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rules that are filed under what one field is. */
record FieldIndex<R>(
    int slot,
    HashTrie<Object, Bucket<R>> equal,
    Prefixes<R> prefixes,
    Ranges<R> numbers,
    Ranges<R> texts,
    HashTrie<UUID, Filed<R>> present) {

  private static final int KEYS_FOR_ONE = 16;

  static <R> FieldIndex<R> empty(int slot) {
    return new FieldIndex<>(
        slot, HashTrie.empty(), Prefixes.empty(), Ranges.empty(), Ranges.empty(), HashTrie.empty());
  }

  boolean isEmpty() {
    return equal.size() + prefixes.size() + numbers.size() + texts.size() + present.size() == 0;
  }

  /** Reaches the rules whose part this value makes true. */
  void reach(@Nullable Object value, Reached<R> reached) {
    if (value == null) {
      return;
    }
    present.forEach(reached::add);
    var key = Scalars.keyOrNull(value);
    var bucket = key == null ? null : equal.get(key);
    if (bucket != null) {
      bucket.reach(reached);
    }
    if (value instanceof String text) {
      prefixes.reach(text, reached);
      texts.reach(text, reached);
    } else if (Scalars.isNumber(value)) {
      numbers.reach(value, reached);
    }
  }

  void reachAll(Reached<R> reached) {
    equal.forEach(bucket -> bucket.reach(reached));
    prefixes.reachAll(reached);
    numbers.reachAll(reached);
    texts.reachAll(reached);
    present.forEach(reached::add);
  }

  /** About how many others an event reaches along with what is filed so. */
  int crowd(Access access) {
    return switch (access) {
      case Access.OneOf(_, var keys) ->
          keys.stream().mapToInt(key -> Bucket.size(equal.get(key))).max().orElse(0)
              + keys.size() / KEYS_FOR_ONE;
      case Access.Prefix(_, var text) -> prefixes.size(text);
      case Access.Within(_, var interval) ->
          ranges(interval).size() / (interval.isBoundedTwice() ? 8 : 2);
      case Access.Present _ -> present.size();
    };
  }

  FieldIndex<R> with(Filed<R> filed, Access access) {
    return switch (access) {
      case Access.OneOf(_, var keys) -> {
        var more = equal;
        for (var key : keys) {
          more = Bucket.with(more, key, filed);
        }
        yield new FieldIndex<>(slot, more, prefixes, numbers, texts, present);
      }
      case Access.Prefix(_, var text) ->
          new FieldIndex<>(slot, equal, prefixes.with(text, filed), numbers, texts, present);
      case Access.Within(_, var interval) ->
          ranged(interval, ranges(interval).with(filed, interval));
      case Access.Present _ ->
          new FieldIndex<>(slot, equal, prefixes, numbers, texts, present.with(filed.uid(), filed));
    };
  }

  FieldIndex<R> without(Filed<R> filed, Access access) {
    return switch (access) {
      case Access.OneOf(_, var keys) -> {
        var fewer = equal;
        for (var key : keys) {
          fewer = Bucket.without(fewer, key, filed.uid());
        }
        yield new FieldIndex<>(slot, fewer, prefixes, numbers, texts, present);
      }
      case Access.Prefix(_, var text) ->
          new FieldIndex<>(
              slot, equal, prefixes.without(text, filed.uid()), numbers, texts, present);
      case Access.Within(_, var interval) ->
          ranged(interval, ranges(interval).without(filed, interval));
      case Access.Present _ ->
          new FieldIndex<>(slot, equal, prefixes, numbers, texts, present.without(filed.uid()));
    };
  }

  private Ranges<R> ranges(Interval interval) {
    return interval.ofTexts() ? texts : numbers;
  }

  private FieldIndex<R> ranged(Interval interval, Ranges<R> ranges) {
    return interval.ofTexts()
        ? new FieldIndex<>(slot, equal, prefixes, numbers, ranges, present)
        : new FieldIndex<>(slot, equal, prefixes, ranges, texts, present);
  }

  /** The mark of null is a key, those of objects and lists never are. */
  static Object keyOf(@Nullable Object literal) {
    return literal == null ? Mark.NULL : Scalars.key(literal);
  }
}
