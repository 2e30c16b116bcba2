package dev.sequitur.contracts;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A definition as it is in force from an instant on. Void if the broker appended it later than
 * {@code effectiveFrom} less the margin; its owner then issues it again with a later instant.
 *
 * @param kind {@code Trigger}, {@code Rule}, {@code Subscription} …
 * @param uid outlives renaming, never reused
 * @param version the published version that acts, from 1; 0 if none ever did: then it is DISABLED
 *     and there is a shadow, or it is ARCHIVED
 * @param change counts every change of this uid (publication, disabling, archiving): the highest
 *     wins at one instant
 * @param spec the manifest's {@code spec}
 * @param shadow the version that decides beside it without effects, from the same instant on; null
 *     if none does
 */
public record DefinitionPublished(
    String workspace,
    String kind,
    UUID uid,
    String name,
    int version,
    long change,
    State state,
    Instant effectiveFrom,
    Map<String, String> labels,
    Map<String, @Nullable Object> spec,
    @Nullable Shadow shadow) {

  /** One beside which no version decides without effects. */
  public DefinitionPublished(
      String workspace,
      String kind,
      UUID uid,
      String name,
      int version,
      long change,
      State state,
      Instant effectiveFrom,
      Map<String, String> labels,
      Map<String, @Nullable Object> spec) {
    this(workspace, kind, uid, name, version, change, state, effectiveFrom, labels, spec, null);
  }

  /**
   * A version that decides without effects. It stands in each change during which it does, so that
   * what acts and what only decides change places at one instant.
   *
   * @param version the published version
   * @param begun the change with which it became one; tells two trials of one version apart
   * @param spec the manifest's {@code spec}
   */
  public record Shadow(
      int version, long begun, Map<String, String> labels, Map<String, @Nullable Object> spec) {}

  /** Whether the version acts. */
  public enum State {
    ACTIVE,
    DISABLED,
    ARCHIVED
  }

  /** The shadow in the form of a version that acts; null if there is none. */
  public @Nullable DefinitionPublished shadowAsActive() {
    return shadow == null
        ? null
        : new DefinitionPublished(
            workspace,
            kind,
            uid,
            name,
            shadow.version(),
            change,
            State.ACTIVE,
            effectiveFrom,
            shadow.labels(),
            shadow.spec());
  }

  public static final String TYPE = "dev.sequitur.definition-published.v1";

  /** The key of the compacted topic: one record per change that was ever in force. */
  public String key() {
    return workspace + "/" + kind + "/" + uid + "/" + change;
  }

  public Message message() {
    return Envelope.message(Topics.DEFINITIONS, key(), TYPE, "/" + kind, workspace, this, null);
  }

  public DefinitionPublished effectiveFrom(Instant later) {
    return new DefinitionPublished(
        workspace, kind, uid, name, version, change, state, later, labels, spec, shadow);
  }
}
