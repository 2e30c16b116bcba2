package dev.sequitur.rule.matching.domain.index;

import dev.sequitur.rule.matching.domain.index.Interval.Bound;
import org.jspecify.annotations.Nullable;

/**
 * The rules under intervals of one kind: a persistent search tree in the order of the lower bounds,
 * each node of which knows the furthest upper bound below it. A lookup passes over all subtrees
 * that end before the value. Balanced by chance, as a treap (Seidel and Aragon, 1996), the chance
 * drawn from the uids.
 */
final class Ranges<R> {

  private static final class Node<R> {
    final Filed<R> filed;
    final Interval interval;
    final @Nullable Node<R> left;
    final @Nullable Node<R> right;
    final @Nullable Bound furthest;

    Node(Filed<R> filed, Interval interval, @Nullable Node<R> left, @Nullable Node<R> right) {
      this.filed = filed;
      this.interval = interval;
      this.left = left;
      this.right = right;
      var most = interval.most();
      if (left != null) {
        most = further(most, left.furthest);
      }
      this.furthest = right == null ? most : further(most, right.furthest);
    }

    Node<R> with(@Nullable Node<R> newLeft, @Nullable Node<R> newRight) {
      return new Node<>(filed, interval, newLeft, newRight);
    }

    int priority() {
      int hash = filed.uid().hashCode() * 0x85EBCA6B;
      return hash ^ (hash >>> 15);
    }
  }

  private static final Ranges<?> EMPTY = new Ranges<>(null, 0);

  private final @Nullable Node<R> root;
  private final int size;

  private Ranges(@Nullable Node<R> root, int size) {
    this.root = root;
    this.size = size;
  }

  @SuppressWarnings("unchecked") // there is nothing in it
  static <R> Ranges<R> empty() {
    return (Ranges<R>) EMPTY;
  }

  int size() {
    return size;
  }

  /** The rule is not in it yet. */
  Ranges<R> with(Filed<R> filed, Interval interval) {
    return new Ranges<>(insert(root, new Node<>(filed, interval, null, null)), size + 1);
  }

  /** The rule is in it. */
  Ranges<R> without(Filed<R> filed, Interval interval) {
    return new Ranges<>(remove(root, new Node<>(filed, interval, null, null)), size - 1);
  }

  /** Reaches all whose intervals hold a value of their kind. */
  void reach(Object value, Reached<R> reached) {
    reach(root, value, reached);
  }

  void reachAll(Reached<R> reached) {
    reachAll(root, reached);
  }

  private static <R> void reach(@Nullable Node<R> node, Object value, Reached<R> reached) {
    if (node == null || !Interval.endsAtOrAfter(node.furthest, value)) {
      return;
    }
    reach(node.left, value, reached);
    if (node.interval.beginsAtOrBefore(value)) {
      if (node.interval.endsAtOrAfter(value)) {
        reached.add(node.filed);
      }
      reach(node.right, value, reached);
    }
  }

  private static <R> void reachAll(@Nullable Node<R> node, Reached<R> reached) {
    if (node != null) {
      reachAll(node.left, reached);
      reached.add(node.filed);
      reachAll(node.right, reached);
    }
  }

  private static <R> Node<R> insert(@Nullable Node<R> at, Node<R> fresh) {
    if (at == null) {
      return fresh;
    }
    if (compare(fresh, at) < 0) {
      var left = insert(at.left, fresh);
      return left.priority() > at.priority()
          ? left.with(left.left, at.with(left.right, at.right))
          : at.with(left, at.right);
    }
    var right = insert(at.right, fresh);
    return right.priority() > at.priority()
        ? right.with(at.with(at.left, right.left), right.right)
        : at.with(at.left, right);
  }

  private static <R> @Nullable Node<R> remove(@Nullable Node<R> at, Node<R> gone) {
    if (at == null) {
      return null;
    }
    int order = compare(gone, at);
    if (order == 0) {
      return joined(at.left, at.right);
    }
    return order < 0
        ? at.with(remove(at.left, gone), at.right)
        : at.with(at.left, remove(at.right, gone));
  }

  private static <R> @Nullable Node<R> joined(@Nullable Node<R> left, @Nullable Node<R> right) {
    if (left == null || right == null) {
      return left == null ? right : left;
    }
    return left.priority() > right.priority()
        ? left.with(left.left, joined(left.right, right))
        : right.with(joined(left, right.left), right.right);
  }

  private static <R> int compare(Node<R> one, Node<R> other) {
    int order = Interval.compareLeast(one.interval.least(), other.interval.least());
    order = order != 0 ? order : Interval.compareMost(one.interval.most(), other.interval.most());
    return order != 0 ? order : one.filed.uid().compareTo(other.filed.uid());
  }

  private static @Nullable Bound further(@Nullable Bound one, @Nullable Bound other) {
    return Interval.compareMost(one, other) >= 0 ? one : other;
  }
}
