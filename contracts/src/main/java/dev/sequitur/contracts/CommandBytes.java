package dev.sequitur.contracts;

import static dev.sequitur.contracts.JsonBytes.fragment;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Commands as bytes, member by member: what {@link Wire#write} makes of them, in half the time. One
 * is written for each run that starts.
 */
final class CommandBytes {

  private static final byte[] RUN_ID = fragment("{\"runId\":");
  private static final byte[] REVISION = fragment(",\"revision\":");
  private static final byte[] WORKSPACE = fragment(",\"workspace\":");
  private static final byte[] STARTER_KIND = fragment(",\"starter\":{\"kind\":");
  private static final byte[] UID = fragment(",\"uid\":");
  private static final byte[] NAME = fragment(",\"name\":");
  private static final byte[] VERSION = fragment(",\"version\":");
  private static final byte[] LABELS = fragment(",\"labels\":");
  private static final byte[] EVENT_ID = fragment("},\"event\":{\"id\":");
  private static final byte[] TYPE = fragment(",\"type\":");
  private static final byte[] PARTITION = fragment(",\"partition\":");
  private static final byte[] OFFSET = fragment(",\"offset\":");
  private static final byte[] ACCEPTED_AT = fragment(",\"acceptedAt\":");
  private static final byte[] SUBJECT = fragment(",\"subject\":");
  private static final byte[] KEY = fragment(",\"key\":");
  private static final byte[] TRIGGER = fragment(",\"trigger\":");
  private static final byte[] HOPS = fragment(",\"hops\":");
  private static final byte[] FOLLOWED = fragment(",\"followed\":");
  private static final byte[] CHAIN = fragment(",\"chain\":[");
  private static final byte[] RUN_NO = fragment("},\"runNo\":");
  private static final byte[] DECIDED_AT = fragment(",\"decidedAt\":");
  private static final byte[] ACTIONS = fragment(",\"actions\":[");
  private static final byte[] COMMAND_ID = fragment("{\"commandId\":");
  private static final byte[] STEP = fragment(",\"step\":");
  private static final byte[] ITERATION = fragment(",\"iteration\":");
  private static final byte[] USES = fragment(",\"uses\":");
  private static final byte[] WITH = fragment(",\"with\":");
  private static final byte[] DELIVERY = fragment(",\"delivery\":");
  private static final byte[] RETRY_MAX = fragment(",\"retry\":{\"max\":");
  private static final byte[] BACKOFF = fragment(",\"backoff\":");
  private static final byte[] CAP = fragment(",\"cap\":");
  private static final byte[] TOTAL = fragment(",\"total\":");
  private static final byte[] TIMEOUT = fragment("},\"timeout\":");
  private static final byte[] EVIDENCE = fragment("],\"evidence\":");

  /** A few are written again and again, by each rule its own. */
  private static final Map<Duration, byte[]> DURATIONS = new ConcurrentHashMap<>();

  private static final int MOST_DURATIONS = 1_000;

  private CommandBytes() {}

  static byte[] of(PerformActions command) {
    var json = new JsonBytes();
    json.raw(RUN_ID).uuid(command.runId());
    json.raw(REVISION).number(command.revision());
    json.raw(WORKSPACE).text(command.workspace());
    starter(json, command.starter());
    var acceptedAt = command.event().acceptedAt();
    var accepted = InstantText.format(acceptedAt);
    event(json, command.event(), accepted);
    json.raw(RUN_NO).number(command.runNo());
    json.raw(DECIDED_AT);
    json.text(
        command.decidedAt().equals(acceptedAt)
            ? accepted
            : InstantText.format(command.decidedAt()));
    json.raw(ACTIONS);
    for (int i = 0; i < command.actions().size(); i++) {
      if (i > 0) {
        json.raw(',');
      }
      action(json, command.actions().get(i));
    }
    json.raw(EVIDENCE).object(command.evidence());
    return json.raw('}').toArray();
  }

  private static void starter(JsonBytes json, Starter starter) {
    json.raw(STARTER_KIND).text(starter.kind());
    json.raw(UID).uuid(starter.uid());
    json.raw(NAME).text(starter.name());
    json.raw(VERSION).number(starter.version());
    json.raw(LABELS).object(starter.labels());
  }

  private static void event(JsonBytes json, EventReference event, String acceptedAt) {
    json.raw(EVENT_ID).uuid(event.id());
    json.raw(TYPE).text(event.type());
    json.raw(PARTITION).number(event.partition());
    json.raw(OFFSET).number(event.offset());
    json.raw(ACCEPTED_AT).text(acceptedAt);
    if (event.subject() != null) {
      json.raw(SUBJECT).text(event.subject());
    }
    if (event.key() != null) {
      json.raw(KEY).text(event.key());
    }
    if (event.trigger() != null) {
      json.raw(TRIGGER).uuid(event.trigger());
    }
    if (event.hops() != null) {
      json.raw(HOPS).number(event.hops());
    }
    if (event.followed() != null) {
      json.raw(FOLLOWED).value(event.followed());
    }
    if (event.chain() != null) {
      chain(json, event.chain());
    }
  }

  private static void chain(JsonBytes json, List<UUID> chain) {
    json.raw(CHAIN);
    for (int i = 0; i < chain.size(); i++) {
      if (i > 0) {
        json.raw(',');
      }
      json.uuid(chain.get(i));
    }
    json.raw(']');
  }

  private static void action(JsonBytes json, ActionCall action) {
    json.raw(COMMAND_ID).uuid(action.commandId());
    json.raw(STEP).text(action.step());
    json.raw(ITERATION).number(action.iteration());
    json.raw(USES).text(action.uses());
    json.raw(WITH).object(action.with());
    if (action.delivery() != null) {
      json.raw(DELIVERY).text(action.delivery().name());
    }
    retry(json, action.retry());
    json.raw(TIMEOUT).raw(quoted(action.timeout())).raw('}');
  }

  private static void retry(JsonBytes json, RetryPolicy retry) {
    json.raw(RETRY_MAX).number(retry.max());
    json.raw(BACKOFF).raw(quoted(retry.backoff()));
    json.raw(CAP).raw(quoted(retry.cap()));
    json.raw(TOTAL).raw(quoted(retry.total()));
  }

  private static byte[] quoted(Duration duration) {
    var known = DURATIONS.get(duration);
    if (known != null) {
      return known;
    }
    var made = fragment("\"" + duration + "\"");
    if (DURATIONS.size() < MOST_DURATIONS) {
      DURATIONS.put(duration, made);
    }
    return made;
  }
}
