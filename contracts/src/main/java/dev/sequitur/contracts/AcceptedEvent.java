package dev.sequitur.contracts;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An event as it stands on {@code events}: attributes in headers, data as the record's value. When
 * and where it was accepted (LogAppendTime, partition, offset) is the record's own.
 *
 * @param id derived event id
 * @param type CloudEvents type
 * @param source CloudEvents source
 * @param subject CloudEvents subject
 * @param key ordering key
 * @param time when it happened, as the source says
 * @param trigger uid of the trigger, {@link Ids#NO_TRIGGER} without one
 * @param triggerVersion version of the trigger that mapped it, 0 without one
 * @param hops emitted events behind this one
 * @param data JSON, any value
 * @param traceParent W3C trace context
 * @param followed whether its trigger wants to hear which runs it starts, and when they are over
 * @param chain uids of the rules behind an emitted event, the earliest first; empty from outside
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; copying every payload would be waste
public record AcceptedEvent(
    UUID id,
    String workspace,
    String type,
    String source,
    @Nullable String subject,
    @Nullable String key,
    @Nullable Instant time,
    UUID trigger,
    int triggerVersion,
    int hops,
    byte[] data,
    @Nullable String traceParent,
    boolean followed,
    List<UUID> chain) {

  /** An event whose runs nobody follows, as nearly all are. */
  public AcceptedEvent(
      UUID id,
      String workspace,
      String type,
      String source,
      @Nullable String subject,
      @Nullable String key,
      @Nullable Instant time,
      UUID trigger,
      int triggerVersion,
      int hops,
      byte[] data,
      @Nullable String traceParent) {
    this(
        id,
        workspace,
        type,
        source,
        subject,
        key,
        time,
        trigger,
        triggerVersion,
        hops,
        data,
        traceParent,
        false,
        List.of());
  }

  /** The same event; its trigger hears of its runs. */
  public AcceptedEvent following() {
    return new AcceptedEvent(
        id,
        workspace,
        type,
        source,
        subject,
        key,
        time,
        trigger,
        triggerVersion,
        hops,
        data,
        traceParent,
        true,
        chain);
  }

  /** The same event; these rules lie behind it. */
  public AcceptedEvent behind(List<UUID> rules) {
    return new AcceptedEvent(
        id,
        workspace,
        type,
        source,
        subject,
        key,
        time,
        trigger,
        triggerVersion,
        hops,
        data,
        traceParent,
        followed,
        List.copyOf(rules));
  }

  /** The record to produce. Its key is the ordering key, else the subject, else the id. */
  public Message message() {
    var headers = new HashMap<String, String>(16);
    headers.put(Headers.SPEC_VERSION, "1.0");
    headers.put(Headers.CONTENT_TYPE, "application/json");
    headers.put(Headers.ID, id.toString());
    headers.put(Headers.TYPE, type);
    headers.put(Headers.SOURCE, source);
    headers.put(Headers.WORKSPACE, workspace);
    headers.put(Headers.TRIGGER, trigger.toString());
    headers.put(Headers.TRIGGER_VERSION, Integer.toString(triggerVersion));
    headers.put(Headers.HOPS, Integer.toString(hops));
    putIfPresent(headers, Headers.SUBJECT, subject);
    putIfPresent(headers, Headers.PARTITION_KEY, key);
    putIfPresent(headers, Headers.TIME, time);
    putIfPresent(headers, Headers.TRACE_PARENT, traceParent);
    putIfPresent(headers, Headers.FOLLOWED, followed ? "true" : null);
    putIfPresent(headers, Headers.CHAIN, chain.isEmpty() ? null : written(chain));
    return new Message(Topics.EVENTS.name(), recordKey(), data, headers);
  }

  /** Reads an event back; {@link UnreadableException} if an attribute is missing or malformed. */
  public static AcceptedEvent read(Map<String, String> headers, byte @Nullable [] value) {
    if (value == null) {
      throw new UnreadableException("an event without data");
    }
    try {
      return new AcceptedEvent(
          UUID.fromString(required(headers, Headers.ID)),
          required(headers, Headers.WORKSPACE),
          required(headers, Headers.TYPE),
          required(headers, Headers.SOURCE),
          headers.get(Headers.SUBJECT),
          headers.get(Headers.PARTITION_KEY),
          instant(headers.get(Headers.TIME)),
          UUID.fromString(required(headers, Headers.TRIGGER)),
          Integer.parseInt(required(headers, Headers.TRIGGER_VERSION)),
          Integer.parseInt(required(headers, Headers.HOPS)),
          value,
          headers.get(Headers.TRACE_PARENT),
          "true".equals(headers.get(Headers.FOLLOWED)),
          chain(headers.get(Headers.CHAIN)));
    } catch (IllegalArgumentException | java.time.DateTimeException e) {
      throw new UnreadableException("a malformed attribute: " + e.getMessage(), e);
    }
  }

  private String recordKey() {
    if (key != null) {
      return key;
    }
    return subject != null ? subject : id.toString();
  }

  private static void putIfPresent(
      Map<String, String> headers, String name, @Nullable Object value) {
    if (value != null) {
      headers.put(name, value.toString());
    }
  }

  private static @Nullable Instant instant(@Nullable String text) {
    return text == null ? null : InstantText.parse(text);
  }

  private static String written(List<UUID> chain) {
    return chain.stream().map(UUID::toString).collect(Collectors.joining(","));
  }

  private static List<UUID> chain(@Nullable String text) {
    return text == null ? List.of() : Arrays.stream(text.split(",")).map(UUID::fromString).toList();
  }

  private static String required(Map<String, String> headers, String name) {
    var value = headers.get(name);
    if (value == null) {
      throw new UnreadableException("header " + name + " is missing");
    }
    return value;
  }
}
