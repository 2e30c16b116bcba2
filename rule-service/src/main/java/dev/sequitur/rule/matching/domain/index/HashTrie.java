package dev.sequitur.rule.matching.domain.index;

import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A persistent map: a changed map is a new one that shares all but one path with the old one, so
 * that a change of one among 100,000 copies a few dozen references. After Bagwell, Ideal Hash
 * Trees, 2001.
 */
@SuppressWarnings("unchecked") // the tree holds none but this map's keys and values
public final class HashTrie<K, V> {

  private static final int BITS = 5;
  private static final HashTrie<?, ?> EMPTY = new HashTrie<>(null, 0);

  /** A key with its value, and others whose keys have the same hash. */
  private record Leaf(Object key, Object value, @Nullable Leaf next) {}

  /** Children for those of 32 places whose bits are set. */
  private static final class Node {
    final int bitmap;
    final Object[] children;

    Node(int bitmap, Object[] children) {
      this.bitmap = bitmap;
      this.children = children;
    }

    int place(int bit) {
      return Integer.bitCount(bitmap & (bit - 1));
    }
  }

  private final @Nullable Object root;
  private final int size;

  private HashTrie(@Nullable Object root, int size) {
    this.root = root;
    this.size = size;
  }

  public static <K, V> HashTrie<K, V> empty() {
    return (HashTrie<K, V>) EMPTY;
  }

  public int size() {
    return size;
  }

  public @Nullable V get(K key) {
    int hash = spread(key);
    var at = root;
    for (int shift = 0; at instanceof Node node; shift += BITS) {
      int bit = bit(hash, shift);
      if ((node.bitmap & bit) == 0) {
        return null;
      }
      at = node.children[node.place(bit)];
    }
    for (var leaf = (Leaf) at; leaf != null; leaf = leaf.next) {
      if (leaf.key.equals(key)) {
        return (V) leaf.value;
      }
    }
    return null;
  }

  /** The same with the key's value put in or replaced. */
  public HashTrie<K, V> with(K key, V value) {
    int grown = get(key) == null ? size + 1 : size;
    return new HashTrie<>(put(root, new Leaf(key, value, null), spread(key), 0), grown);
  }

  /** The same without the key; itself if there is none. */
  public HashTrie<K, V> without(K key) {
    return get(key) == null ? this : new HashTrie<>(remove(root, key, spread(key), 0), size - 1);
  }

  /** Gives every value, in an order that depends on the keys alone. */
  public void forEach(Consumer<? super V> values) {
    if (root != null) {
      visit(root, values);
    }
  }

  private static <V> void visit(Object at, Consumer<? super V> values) {
    if (at instanceof Node node) {
      for (var child : node.children) {
        visit(child, values);
      }
      return;
    }
    for (var leaf = (Leaf) at; leaf != null; leaf = leaf.next) {
      values.accept((V) leaf.value);
    }
  }

  private static Object put(@Nullable Object at, Leaf fresh, int hash, int shift) {
    return switch (at) {
      case null -> fresh;
      case Leaf leaf -> {
        int other = spread(leaf.key);
        yield other == hash
            ? new Leaf(fresh.key, fresh.value, unchained(leaf, fresh.key))
            : pair(leaf, other, fresh, hash, shift);
      }
      default -> putInto((Node) at, fresh, hash, shift);
    };
  }

  private static Node putInto(Node node, Leaf fresh, int hash, int shift) {
    int bit = bit(hash, shift);
    int place = node.place(bit);
    if ((node.bitmap & bit) != 0) {
      return replaced(node, place, put(node.children[place], fresh, hash, shift + BITS));
    }
    var children = new Object[node.children.length + 1];
    System.arraycopy(node.children, 0, children, 0, place);
    System.arraycopy(node.children, place, children, place + 1, node.children.length - place);
    children[place] = fresh;
    return new Node(node.bitmap | bit, children);
  }

  private static Node replaced(Node node, int place, Object child) {
    var children = node.children.clone();
    children[place] = child;
    return new Node(node.bitmap, children);
  }

  /** Two keys of different hashes: they part at the latest where the last bits are looked at. */
  private static Node pair(Leaf one, int oneHash, Leaf other, int otherHash, int shift) {
    int first = bit(oneHash, shift);
    int second = bit(otherHash, shift);
    if (first == second) {
      return new Node(first, new Object[] {pair(one, oneHash, other, otherHash, shift + BITS)});
    }
    boolean before = Integer.compareUnsigned(first, second) < 0;
    return new Node(first | second, before ? new Object[] {one, other} : new Object[] {other, one});
  }

  private static @Nullable Leaf unchained(@Nullable Leaf leaf, Object key) {
    if (leaf == null) {
      return null;
    }
    return leaf.key.equals(key)
        ? leaf.next
        : new Leaf(leaf.key, leaf.value, unchained(leaf.next, key));
  }

  private static @Nullable Object remove(@Nullable Object at, Object key, int hash, int shift) {
    return at instanceof Node node ? removeFrom(node, key, hash, shift) : unchained((Leaf) at, key);
  }

  private static @Nullable Object removeFrom(Node node, Object key, int hash, int shift) {
    int bit = bit(hash, shift);
    int place = node.place(bit);
    var child = remove(node.children[place], key, hash, shift + BITS);
    if (child == null) {
      return shrunk(node, bit, place);
    }
    return node.children.length == 1 && child instanceof Leaf
        ? child
        : replaced(node, place, child);
  }

  private static @Nullable Object shrunk(Node node, int bit, int place) {
    if (node.children.length == 1) {
      return null;
    }
    if (node.children.length == 2 && node.children[1 - place] instanceof Leaf last) {
      return last;
    }
    var children = Arrays.copyOf(node.children, node.children.length - 1);
    System.arraycopy(node.children, place + 1, children, place, children.length - place);
    return new Node(node.bitmap & ~bit, children);
  }

  private static int bit(int hash, int shift) {
    return 1 << ((hash >>> shift) & 31);
  }

  /** Different hashes stay different: both steps can be undone. */
  private static int spread(Object key) {
    int hash = key.hashCode() * 0x9E3779B9;
    return hash ^ (hash >>> 16);
  }
}
