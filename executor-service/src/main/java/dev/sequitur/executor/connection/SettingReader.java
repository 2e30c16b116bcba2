package dev.sequitur.executor.connection;

import dev.sequitur.executor.action.Text;
import dev.sequitur.executor.connection.Setting.Shape;
import dev.sequitur.kit.egress.HostAndPort;
import dev.sequitur.kit.problem.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Holds a connection's spec against the settings of its type, and names all that is wrong. */
final class SettingReader {

  static final Pattern TABLE = Pattern.compile("[a-z_][a-z0-9_]{0,62}(\\.[a-z_][a-z0-9_]{0,62})?");

  private final List<Violation> errors = new ArrayList<>();

  private SettingReader() {}

  static List<Violation> check(Map<String, @Nullable Object> spec) {
    var reader = new SettingReader();
    reader.spec(spec);
    return reader.errors;
  }

  private void spec(Map<String, @Nullable Object> spec) {
    var written = spec.get("type");
    var type = written instanceof String text ? ConnectionType.of(text) : null;
    if (type == null || type.isEmpty()) {
      var known =
          java.util.Arrays.stream(ConnectionType.values())
              .map(ConnectionType::written)
              .collect(Collectors.joining(", "));
      error("/type", written == null ? "MISSING" : "UNKNOWN_TYPE", "must be one of " + known);
      return;
    }
    settings(type.get(), spec);
    credentials(type.get(), spec);
  }

  private void settings(ConnectionType type, Map<String, @Nullable Object> spec) {
    var known = type.settings().stream().map(Setting::name).toList();
    spec.keySet().stream()
        .filter(name -> !name.equals("type") && !known.contains(name))
        .forEach(
            name ->
                error(
                    "/" + escaped(name),
                    "UNKNOWN_FIELD",
                    "known here: " + String.join(", ", known)));
    for (var setting : type.settings()) {
      var value = spec.get(setting.name());
      if (value != null) {
        check("/" + setting.name(), setting.shape(), value);
      } else if (setting.required()) {
        error("/" + setting.name(), "MISSING", setting.name() + " is required");
      }
    }
  }

  /** A name and no password, or the other way round, is a sign-in that cannot be. */
  private void credentials(ConnectionType type, Map<String, @Nullable Object> spec) {
    var named = spec.get("username") != null;
    var known = spec.get("password") != null;
    if (type != ConnectionType.POSTGRESQL && named != known) {
      error(named ? "/password" : "/username", "MISSING", "username and password go together");
    }
    if (type == ConnectionType.SMTP && known && "none".equals(spec.get("security"))) {
      error("/security", "UNSAFE", "a password is sent over a protected connection only");
    }
  }

  private void check(String pointer, Shape shape, Object value) {
    switch (shape) {
      case Shape.Line(var longest) -> text(pointer, value, longest, false);
      case Shape.Lines(var longest) -> text(pointer, value, longest, true);
      case Shape.Word(var words) -> {
        if (!words.contains(value)) {
          error(pointer, "WRONG_VALUE", "must be one of " + String.join(", ", words));
        }
      }
      case Shape.Whole(var least, var most) -> {
        if (!(value instanceof Integer number) || number < least || number > most) {
          error(pointer, "WRONG_VALUE", "must be a whole number from " + least + " to " + most);
        }
      }
      case Shape.Truth() -> {
        if (!(value instanceof Boolean)) {
          error(pointer, "WRONG_TYPE", "must be true or false");
        }
      }
      case Shape.Host() -> {
        if (!(value instanceof String host) || HostAndPort.refusal(host, 1) != null) {
          error(pointer, "WRONG_VALUE", "must be a host name or an address, without a port");
        }
      }
      case Shape.HostsAndPorts(var most) -> hosts(pointer, value, most);
      case Shape.Table() -> {
        if (!(value instanceof String name) || !TABLE.matcher(name).matches()) {
          error(pointer, "WRONG_VALUE", "must be a table's name in lower case, or schema.table");
        }
      }
      case Shape.Credential() -> {
        if (Text.secretName(value) == null) {
          error(
              pointer, "WRONG_TYPE", "must be a reference {secret: name}, never the value itself");
        }
      }
    }
  }

  private void text(String pointer, Object value, int longest, boolean lines) {
    if (!(value instanceof String text)) {
      error(pointer, "WRONG_TYPE", "a text is expected here");
    } else if (text.isEmpty() || text.length() > longest) {
      error(pointer, "WRONG_VALUE", "must have 1 to " + longest + " characters");
    } else if (!lines && text.chars().anyMatch(c -> c < ' ' || c == 0x7F)) {
      error(pointer, "WRONG_VALUE", "must be one line without control characters");
    }
  }

  private void hosts(String pointer, Object value, int most) {
    if (!(value instanceof List<?> list) || list.isEmpty() || list.size() > most) {
      error(pointer, "WRONG_TYPE", "must be a list of 1 to " + most + " host:port");
      return;
    }
    for (int i = 0; i < list.size(); i++) {
      if (!(list.get(i) instanceof String text) || HostAndPort.of(text) == null) {
        error(pointer + "/" + i, "WRONG_VALUE", "must be host:port");
      }
    }
  }

  private void error(String pointer, String code, String detail) {
    errors.add(new Violation("/spec" + pointer, code, detail));
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
