package dev.sequitur.cli.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads a {@code text/event-stream} line by line, after the HTML standard. */
public final class ServerSentEvents {

  private String id = "";
  private String name = "";
  private final StringBuilder data = new StringBuilder();

  /**
   * One event.
   *
   * @param id the last id that the stream has given
   */
  public record Event(String id, String name, String data) {}

  /** What hears of events; says whether it wants more. */
  public interface Listener {

    boolean heard(Event event);
  }

  /** Reads until the end, or until the listener has enough. */
  public static void read(InputStream stream, Listener listener) {
    var events = new ServerSentEvents();
    try (var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        var event = events.line(line);
        if (event.isPresent() && !listener.heard(event.get())) {
          return;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes a line; an empty one ends an event. */
  Optional<Event> line(String line) {
    if (line.isEmpty()) {
      return ended();
    }
    var colon = line.indexOf(':');
    var field = colon < 0 ? line : line.substring(0, colon);
    var value = colon < 0 ? "" : line.substring(colon + 1).replaceFirst("^ ", "");
    switch (field) {
      case "id" -> id = value;
      case "event" -> name = value;
      case "data" -> data.append(data.isEmpty() ? "" : "\n").append(value);
      default -> {} // Comments, and fields that nobody here needs.
    }
    return Optional.empty();
  }

  private Optional<Event> ended() {
    var event = new Event(id, name, data.toString());
    name = "";
    data.setLength(0);
    return event.data().isEmpty() ? Optional.empty() : Optional.of(event);
  }
}
