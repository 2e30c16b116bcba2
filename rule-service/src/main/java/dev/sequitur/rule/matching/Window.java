package dev.sequitur.rule.matching;

import java.util.Arrays;
import java.util.UUID;

/**
 * The latest events of one partition: id, fingerprint and offset of each. They lie in a ring of
 * plain arrays and are found through chains of places in it: tens of thousands of entries that come
 * and go all the time are nothing for a collector of garbage to copy around.
 */
final class Window {

  /** Where a search found nothing, and where a chain ends. */
  static final int NONE = -1;

  private final int capacity;
  private final int mask;
  private final int[] chains;
  private final int[] older;
  private final long[] highs;
  private final long[] lows;
  private final long[] fingerprints;
  private final long[] offsets;
  private long added;
  private int size;
  private long next;

  Window(int capacity) {
    this.capacity = Math.max(1, capacity);
    this.mask = Integer.highestOneBit(this.capacity) * 2 - 1;
    this.chains = new int[mask + 1];
    Arrays.fill(chains, NONE);
    this.older = new int[this.capacity];
    this.highs = new long[this.capacity];
    this.lows = new long[this.capacity];
    this.fingerprints = new long[this.capacity];
    this.offsets = new long[this.capacity];
  }

  /** The position up to which the partition's events are known. */
  long next() {
    return next;
  }

  void next(long position) {
    next = position;
  }

  /** Where an id is, or {@link #NONE}; holds until something is added. */
  int find(UUID id) {
    int place = chains[chain(id.getLeastSignificantBits())];
    while (place != NONE
        && (lows[place] != id.getLeastSignificantBits()
            || highs[place] != id.getMostSignificantBits())) {
      place = older[place];
    }
    return place;
  }

  long fingerprint(int place) {
    return fingerprints[place];
  }

  /** Adds an id that is not there yet; the eldest goes once there are too many. */
  void add(UUID id, long fingerprint, long offset) {
    if (size == capacity) {
      forgetEldest();
    }
    int place = place(added);
    highs[place] = id.getMostSignificantBits();
    lows[place] = id.getLeastSignificantBits();
    fingerprints[place] = fingerprint;
    offsets[place] = offset;
    int chain = chain(lows[place]);
    older[place] = chains[chain];
    chains[chain] = place;
    added++;
    size++;
  }

  /** Forgets what was added from an offset on. */
  void forgetFrom(long offset) {
    while (size > 0 && offsets[place(added - 1)] >= offset) {
      added--;
      size--;
      // The latest of all is the first of its chain.
      int place = place(added);
      chains[chain(lows[place])] = older[place];
    }
  }

  private void forgetEldest() {
    int eldest = place(added - size);
    int chain = chain(lows[eldest]);
    // The eldest of all is the last of its chain.
    if (chains[chain] == eldest) {
      chains[chain] = NONE;
    } else {
      int place = chains[chain];
      while (older[place] != eldest) {
        place = older[place];
      }
      older[place] = NONE;
    }
    size--;
  }

  private int place(long number) {
    return (int) (number % capacity);
  }

  /** Ids are digests: any of their bits spread well. */
  private int chain(long low) {
    return (int) low & mask;
  }
}
