package dev.sequitur.contracts;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A rule with a brake has matched, and its start asks whether it may pass. The record's value is
 * the command itself, byte for byte as it goes on if it may; what the brake needs stands in
 * headers. So whoever answers can make no other command of it than matching would have made.
 *
 * @param command the record on {@code commands} that this one may become
 */
public record StartAsked(Message command, Terms terms) {

  public static final String TYPE = "dev.sequitur.start-asked.v1";

  /**
   * The brake of the version that decided.
   *
   * @param brake what is counted, see {@link Ids#brake}
   * @param starts how many may pass in a window
   * @param within how long a window is
   * @param suspends whether the first that may not pass suspends the rule
   * @param change of the rule's definition, see {@link DefinitionPublished#change}
   */
  public record Terms(UUID brake, int starts, Duration within, boolean suspends, long change) {}

  /** The record to produce, keyed by the brake: one reader sees all that it counts. */
  public Message message() {
    var headers = new HashMap<>(command.headers());
    headers.put(Headers.TYPE, TYPE);
    headers.put(Headers.BRAKE, terms.brake().toString());
    headers.put(Headers.BRAKE_STARTS, Integer.toString(terms.starts()));
    headers.put(Headers.BRAKE_WITHIN, terms.within().toString());
    headers.put(Headers.BRAKE_CHANGE, Long.toString(terms.change()));
    if (terms.suspends()) {
      headers.put(Headers.BRAKE_SUSPENDS, "true");
    }
    return new Message(
        Topics.CORRELATIONS.name(), terms.brake().toString(), command.value(), headers);
  }

  /** Reads one back; {@link UnreadableException} if it is none, or a header is malformed. */
  public static StartAsked read(Map<String, String> headers, byte @Nullable [] value) {
    if (value == null || !TYPE.equals(headers.get(Headers.TYPE))) {
      throw new UnreadableException("no " + TYPE);
    }
    return new StartAsked(command(headers, value), terms(headers));
  }

  /** What the command says. */
  public PerformActions start() {
    return Wire.read(command.value(), PerformActions.class);
  }

  private static Message command(Map<String, String> asked, byte[] value) {
    var headers = new HashMap<>(asked);
    headers.put(Headers.TYPE, PerformActions.TYPE);
    headers.remove(Headers.BRAKE);
    headers.remove(Headers.BRAKE_STARTS);
    headers.remove(Headers.BRAKE_WITHIN);
    headers.remove(Headers.BRAKE_CHANGE);
    headers.remove(Headers.BRAKE_SUSPENDS);
    return new Message(Topics.COMMANDS.name(), required(asked, Headers.ID), value, headers);
  }

  private static Terms terms(Map<String, String> headers) {
    try {
      var terms =
          new Terms(
              UUID.fromString(required(headers, Headers.BRAKE)),
              Integer.parseInt(required(headers, Headers.BRAKE_STARTS)),
              Duration.parse(required(headers, Headers.BRAKE_WITHIN)),
              "true".equals(headers.get(Headers.BRAKE_SUSPENDS)),
              Long.parseLong(required(headers, Headers.BRAKE_CHANGE)));
      if (terms.starts() < 1 || terms.within().toMillis() < 1) {
        throw new UnreadableException("a brake without starts or without time");
      }
      return terms;
    } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
      throw new UnreadableException("a malformed brake: " + e.getMessage(), e);
    }
  }

  private static String required(Map<String, String> headers, String name) {
    var value = headers.get(name);
    if (value == null) {
      throw new UnreadableException("header " + name + " is missing");
    }
    return value;
  }
}
