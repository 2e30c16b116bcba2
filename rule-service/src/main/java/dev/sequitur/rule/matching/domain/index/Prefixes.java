package dev.sequitur.rule.matching.domain.index;

import java.util.UUID;

/** The rules under beginnings of texts. A lookup costs one step for each length that occurs. */
final class Prefixes<R> {

  private static final Prefixes<?> EMPTY = new Prefixes<>(HashTrie.empty(), new int[0], 0);

  private final HashTrie<String, Bucket<R>> byText;

  /** How many rules there are for a length. */
  private final int[] lengths;

  private final int size;

  private Prefixes(HashTrie<String, Bucket<R>> byText, int[] lengths, int size) {
    this.byText = byText;
    this.lengths = lengths;
    this.size = size;
  }

  @SuppressWarnings("unchecked") // there is nothing in it
  static <R> Prefixes<R> empty() {
    return (Prefixes<R>) EMPTY;
  }

  int size() {
    return size;
  }

  int size(String text) {
    return Bucket.size(byText.get(text));
  }

  Prefixes<R> with(String text, Filed<R> filed) {
    return new Prefixes<>(Bucket.with(byText, text, filed), counted(text.length(), 1), size + 1);
  }

  Prefixes<R> without(String text, UUID uid) {
    return new Prefixes<>(Bucket.without(byText, text, uid), counted(text.length(), -1), size - 1);
  }

  void reach(String value, Reached<R> reached) {
    for (int length = 0; length < lengths.length && length <= value.length(); length++) {
      if (lengths[length] > 0) {
        var bucket = byText.get(value.substring(0, length));
        if (bucket != null) {
          bucket.reach(reached);
        }
      }
    }
  }

  void reachAll(Reached<R> reached) {
    byText.forEach(bucket -> bucket.reach(reached));
  }

  private int[] counted(int length, int more) {
    var counted = java.util.Arrays.copyOf(lengths, Math.max(lengths.length, length + 1));
    counted[length] += more;
    return counted;
  }
}
