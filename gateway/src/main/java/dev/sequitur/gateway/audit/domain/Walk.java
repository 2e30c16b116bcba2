package dev.sequitur.gateway.audit.domain;

import org.jspecify.annotations.Nullable;

/**
 * A chain walked from its first entry: how far it holds.
 *
 * @param last the last entry that fits; null if there is none
 * @param broken the first that does not; null as long as all do
 */
public record Walk(@Nullable Link last, @Nullable Break broken) {

  /** Where a chain is broken. */
  public record Break(long position, String reason) {}

  /**
   * An end that somebody has noted earlier.
   *
   * @param hash as it was shown: hexadecimal digits
   */
  public record Anchor(long position, String hash) {}

  public static final Walk START = new Walk(null, null);

  /** One entry further. */
  public Walk to(Link link, @Nullable Anchor anchor) {
    var reason = Chain.misfit(last, link);
    if (reason == null && isOther(link, anchor)) {
      reason = "its hash is not the one that was noted";
    }
    return reason == null
        ? new Walk(link, null)
        : new Walk(last, new Break(last == null ? 1 : last.position() + 1, reason));
  }

  /** The end of what there is. */
  public Walk end(@Nullable Anchor anchor) {
    var length = length();
    return broken != null || anchor == null || anchor.position() <= length
        ? this
        : new Walk(last, new Break(length + 1, "the chain ends before the entry that was noted"));
  }

  /** How many entries fit. */
  public long length() {
    return last == null ? 0 : last.position();
  }

  private static boolean isOther(Link link, @Nullable Anchor anchor) {
    return anchor != null
        && anchor.position() == link.position()
        && !anchor.hash().equals(link.hashText());
  }
}
