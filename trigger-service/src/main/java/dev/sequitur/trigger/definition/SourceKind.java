package dev.sequitur.trigger.definition;

import dev.sequitur.kit.expression.Scope;
import dev.sequitur.kit.expression.Scope.Type;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The kinds of source: the key in a spec, what expressions see there, who reads it. */
enum SourceKind {
  WEBHOOK("webhook", Scope.REQUEST, WebhookReader::read),
  KAFKA(
      "kafka",
      new Scope(
          Map.of(
              "body", Type.DYN,
              "headers", Type.STRING_MAP,
              "key", Type.DYN,
              "topic", Type.STRING)),
      KafkaReader::read),
  SCHEDULE("schedule", new Scope(Map.of("nominalInstant", Type.TIMESTAMP)), ScheduleReader::read),
  MANUAL("manual", new Scope(Map.of("body", Type.DYN)), ManualReader::read);

  private final String key;
  private final Scope scope;
  private final Reader reader;

  SourceKind(String key, Scope scope, Reader reader) {
    this.key = key;
    this.scope = scope;
    this.reader = reader;
  }

  /** Reads the object under a kind's key; null if anything is wrong, which it then says. */
  @FunctionalInterface
  private interface Reader {
    @Nullable Source read(Fields source);
  }

  /** The one kind that a spec names; says so if it is none or several. */
  static Optional<SourceKind> of(Fields spec) {
    var named = Arrays.stream(values()).filter(kind -> spec.has(kind.key)).toList();
    if (named.size() != 1) {
      spec.error(
          named.isEmpty() ? "MISSING" : "AMBIGUOUS",
          "exactly one of " + keys() + " is expected here");
      return Optional.empty();
    }
    return Optional.of(named.getFirst());
  }

  private static String keys() {
    return Arrays.stream(values()).map(SourceKind::key).collect(Collectors.joining(", "));
  }

  /** Its key in a spec. */
  String key() {
    return key;
  }

  /** What filter and mapping may name. */
  Scope scope() {
    return scope;
  }

  @Nullable Source read(Fields spec) {
    var source = spec.object(key);
    return source == null ? null : reader.read(source);
  }
}
