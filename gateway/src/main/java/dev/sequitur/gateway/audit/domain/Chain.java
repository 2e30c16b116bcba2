package dev.sequitur.gateway.audit.domain;

import dev.sequitur.contracts.UnreadableException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How entries follow each other: position + 1, the hash of the one before, and a hash of one's own
 * over both. What is altered, removed, inserted or exchanged in the middle shows at the first entry
 * behind it; a tail that was cut shows only to who has noted an earlier end.
 */
public final class Chain {

  private static final byte[] BEGINNING = new byte[32];

  private Chain() {}

  /**
   * The entry that follows.
   *
   * @param last the chain's end; null if it has no entry yet
   */
  public static Link next(@Nullable Link last, Said said) {
    var previous = last == null ? BEGINNING : last.hash();
    return new Link(
        said.entry().workspace(),
        last == null ? 1 : last.position() + 1,
        Facts.of(said.entry()),
        said.bytes(),
        previous,
        hash(previous, said.bytes()));
  }

  /**
   * Why an entry does not fit behind another; null if it does.
   *
   * @param before null in front of the first entry
   */
  public static @Nullable String misfit(@Nullable Link before, Link link) {
    var expected = before == null ? 1 : before.position() + 1;
    if (link.position() != expected) {
      return "entry " + expected + " is missing";
    }
    if (!Arrays.equals(link.previous(), before == null ? BEGINNING : before.hash())) {
      return "it does not follow the entry before it";
    }
    if (!Arrays.equals(link.hash(), hash(link.previous(), link.said()))) {
      return "its bytes are not those that were hashed";
    }
    return tellsAnotherStory(link) ? "its columns say something else than its bytes" : null;
  }

  private static boolean tellsAnotherStory(Link link) {
    try {
      var entry = Said.read(Map.of(), link.said()).entry();
      return !Facts.of(entry).equals(link.facts()) || !entry.workspace().equals(link.workspace());
    } catch (UnreadableException e) {
      return true;
    }
  }

  private static byte[] hash(byte[] previous, byte[] said) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(previous);
      return digest.digest(said);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
