package dev.sequitur.executor.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.kit.problem.Violation;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SettingReaderTest {

  private static final Map<String, Object> MAIL =
      Map.of("type", "smtp", "host", "mail.example.com");
  private static final Map<String, Object> CLUSTER =
      Map.of("type", "kafka", "bootstrapServers", List.of("a.example.com:9092", "[2001:db8::1]:9"));
  private static final Map<String, Object> DATABASE =
      Map.of("type", "postgresql", "host", "10.0.0.7", "database", "shop", "username", "sequitur");

  @Test
  void theLeastThatEachTypeNeedsIsEnough() {
    assertThat(SettingReader.check(new HashMap<>(MAIL))).isEmpty();
    assertThat(SettingReader.check(new HashMap<>(CLUSTER))).isEmpty();
    assertThat(SettingReader.check(new HashMap<>(DATABASE))).isEmpty();
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        mistake(MAIL, "type", "telegraph", "/spec/type", "UNKNOWN_TYPE"),
        mistake(MAIL, "type", null, "/spec/type", "MISSING"),
        mistake(MAIL, "host", null, "/spec/host", "MISSING"),
        mistake(MAIL, "host", "mail.example.com:25", "/spec/host", "WRONG_VALUE"),
        mistake(MAIL, "host", "http://mail", "/spec/host", "WRONG_VALUE"),
        mistake(MAIL, "host", "0x7f.1", "/spec/host", "WRONG_VALUE"),
        mistake(MAIL, "host", "user@host", "/spec/host", "WRONG_VALUE"),
        mistake(MAIL, "port", 0, "/spec/port", "WRONG_VALUE"),
        mistake(MAIL, "port", "25", "/spec/port", "WRONG_VALUE"),
        mistake(MAIL, "security", "rot13", "/spec/security", "WRONG_VALUE"),
        mistake(MAIL, "username", "anna", "/spec/password", "MISSING"),
        mistake(MAIL, "password", "hunter2", "/spec/password", "WRONG_TYPE"),
        mistake(MAIL, "from", "a\r\nBcc: b", "/spec/from", "WRONG_VALUE"),
        mistake(MAIL, "colour", "red", "/spec/colour", "UNKNOWN_FIELD"),
        mistake(CLUSTER, "bootstrapServers", "a:9092", "/spec/bootstrapServers", "WRONG_TYPE"),
        mistake(CLUSTER, "bootstrapServers", List.of(), "/spec/bootstrapServers", "WRONG_TYPE"),
        mistake(
            CLUSTER, "bootstrapServers", List.of("a"), "/spec/bootstrapServers/0", "WRONG_VALUE"),
        mistake(DATABASE, "database", 7, "/spec/database", "WRONG_TYPE"),
        mistake(DATABASE, "markerTable", "a; drop", "/spec/markerTable", "WRONG_VALUE"),
        mistake(DATABASE, "createMarkerTable", "yes", "/spec/createMarkerTable", "WRONG_TYPE"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void eachMistakeIsNamedWithItsPlace(
      Map<String, @Nullable Object> spec, String pointer, String code) {
    assertThat(SettingReader.check(spec))
        .extracting(Violation::pointer, Violation::code)
        .contains(org.assertj.core.groups.Tuple.tuple(pointer, code));
  }

  @Test
  void allMistakesAreNamedAtOnce() {
    Map<String, @Nullable Object> spec =
        new HashMap<>(Map.of("type", "postgresql", "port", 70_000, "colour", "red"));

    assertThat(SettingReader.check(spec))
        .extracting(Violation::pointer)
        .containsExactlyInAnyOrder(
            "/spec/colour", "/spec/host", "/spec/port", "/spec/database", "/spec/username");
  }

  @Test
  void aPasswordIsNotSentOverAnOpenConnection() {
    Map<String, @Nullable Object> spec = new HashMap<>(MAIL);
    spec.putAll(Map.of("username", "a", "password", Map.of("secret", "s"), "security", "none"));

    assertThat(SettingReader.check(spec))
        .singleElement()
        .satisfies(violation -> assertThat(violation.code()).isEqualTo("UNSAFE"));
  }

  @ParameterizedTest
  @EnumSource(ConnectionType.class)
  @SuppressWarnings("unchecked")
  void theSchemaNamesWhatTheReaderKnows(ConnectionType type) {
    var schema = ConnectionSchema.of(type);

    var properties = (Map<String, Object>) Objects.requireNonNull(schema.get("properties"));
    assertThat(properties.keySet())
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(Stream.of("type"), type.settings().stream().map(Setting::name)).toList());
    assertThat(schema).containsEntry("additionalProperties", false);
  }

  private static Arguments mistake(
      Map<String, Object> base, String field, @Nullable Object value, String... expected) {
    Map<String, @Nullable Object> spec = new HashMap<>(base);
    spec.put(field, value);
    if (field.equals("type") && value == null) {
      spec.remove("type");
    }
    return Arguments.of(spec, expected[0], Arrays.asList(expected).getLast());
  }
}
