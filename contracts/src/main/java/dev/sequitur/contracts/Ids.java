package dev.sequitur.contracts;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.UUID;

/**
 * Ids that are derived, not drawn: the same cause makes the same id, so a redelivery is recognised
 * at every hop.
 *
 * <p>An id is a name-based UUID of version 8 (RFC 9562 §5.8): the first 122 free bits of SHA-256
 * over the fields, each preceded by its length in bytes as a 32-bit big-endian integer. The lengths
 * make the encoding injective: no field can contain a separator that imitates another split. The
 * first field names the kind of id, the second is the workspace, taken from the authenticated
 * context.
 */
public final class Ids {

  /** Stands in the trigger's place for events that come by {@code POST …/events}. */
  public static final UUID NO_TRIGGER = new UUID(0L, 0L);

  private static final MessageDigest SHA_256 = lookedUp();

  private Ids() {}

  /** The event that {@code trigger} makes of the source record called {@code sourceKey}. */
  public static UUID event(String workspace, UUID trigger, String sourceKey) {
    return derive("event", workspace, trigger.toString(), sourceKey);
  }

  /**
   * The run that {@code starter} (a rule's uid) starts for an event.
   *
   * @param runNo 0, or the number of a replay that someone asked for
   */
  public static UUID run(String workspace, UUID starter, UUID event, int runNo) {
    return derive("run", workspace, starter.toString(), event.toString(), Integer.toString(runNo));
  }

  /** The command of one step of a run. It holds no version: a duplicate stays recognisable. */
  public static UUID command(UUID run, String stepPath, int iteration) {
    return derive("command", run.toString(), stepPath, Integer.toString(iteration));
  }

  /**
   * The event that a command emits: one for all attempts at it.
   *
   * @param targetKey of the command, as {@link #targetKey} makes it
   */
  public static UUID emitted(String workspace, String targetKey) {
    return derive("emitted", workspace, targetKey);
  }

  /**
   * What one recipient of a subscription is told once.
   *
   * @param subscription the subscription's uid, the same for all its versions
   * @param recipient {@code user:<name>} or {@code role:<name>}
   * @param cause what it is told for, such as {@code command/<id>/<generation>}
   */
  public static UUID notification(
      String workspace, UUID subscription, String recipient, String cause) {
    return derive("notification", workspace, subscription.toString(), recipient, cause);
  }

  /**
   * What the starts of a rule with a brake are counted under.
   *
   * @param within how long its windows are: of another length, they are others
   * @param key the value that it counts by, as JSON; empty where the rule itself is counted. Where
   *     each change of the rule is counted apart, that stands before it
   */
  public static UUID brake(String workspace, UUID rule, Duration within, String key) {
    return derive("brake", workspace, rule.toString(), within.toString(), key);
  }

  /**
   * What a target is given as {@code Idempotency-Key}: the command's id, and the generation behind
   * it once a redrive has changed the request.
   */
  public static String targetKey(UUID command, int changedGeneration) {
    return changedGeneration == 0 ? command.toString() : command + "/" + changedGeneration;
  }

  static UUID derive(String... fields) {
    var encoded = new byte[fields.length][];
    var size = 0;
    for (int i = 0; i < fields.length; i++) {
      encoded[i] = fields[i].getBytes(StandardCharsets.UTF_8);
      size += Integer.BYTES + encoded[i].length;
    }
    var whole = ByteBuffer.allocate(size);
    for (var field : encoded) {
      whole.putInt(field.length).put(field);
    }
    var hash = ByteBuffer.wrap(sha256().digest(whole.array()));
    var high = (hash.getLong() & ~0xF000L) | 0x8000L;
    var low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  /**
   * A copy of one that never digests anything: to look the algorithm up costs as much as to use it.
   */
  private static MessageDigest sha256() {
    try {
      return (MessageDigest) SHA_256.clone();
    } catch (CloneNotSupportedException e) {
      return lookedUp();
    }
  }

  private static MessageDigest lookedUp() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
