package dev.sequitur.rule.matching.domain.index;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rules under one key; mostly it is one alone, which then costs nothing. */
sealed interface Bucket<R> permits Filed, Bucket.Many {

  void reach(Reached<R> reached);

  /** Several. */
  record Many<R>(HashTrie<UUID, Filed<R>> rules) implements Bucket<R> {

    @Override
    public void reach(Reached<R> reached) {
      rules.forEach(reached::add);
    }
  }

  static int size(@Nullable Bucket<?> bucket) {
    return switch (bucket) {
      case null -> 0;
      case Filed<?> _ -> 1;
      case Many<?>(var rules) -> rules.size();
    };
  }

  static <K, R> HashTrie<K, Bucket<R>> with(HashTrie<K, Bucket<R>> buckets, K key, Filed<R> filed) {
    return switch (buckets.get(key)) {
      case null -> buckets.with(key, filed);
      case Filed<R> one ->
          buckets.with(
              key,
              new Many<>(
                  HashTrie.<UUID, Filed<R>>empty().with(one.uid(), one).with(filed.uid(), filed)));
      case Many<R>(var rules) -> buckets.with(key, new Many<>(rules.with(filed.uid(), filed)));
    };
  }

  static <K, R> HashTrie<K, Bucket<R>> without(HashTrie<K, Bucket<R>> buckets, K key, UUID uid) {
    if (buckets.get(key) instanceof Many<R>(var rules)) {
      var fewer = rules.without(uid);
      return fewer.size() == 0 ? buckets.without(key) : buckets.with(key, new Many<>(fewer));
    }
    return buckets.without(key);
  }
}
