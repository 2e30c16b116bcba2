package dev.sequitur.executor.action.http;

import dev.sequitur.contracts.Delivery;
import dev.sequitur.executor.action.ArgumentReader;
import dev.sequitur.executor.action.Arguments;
import dev.sequitur.executor.action.Text;
import dev.sequitur.kit.egress.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of {@code http.request@1}.
 *
 * @param host lane of the call: host and port, or a stand-in while the URL is a secret or refused
 * @param target the URL as it is understood; null if it is a secret
 * @param body JSON value or text; null = no body
 * @param delivery what the arguments ask for, or what the method implies
 */
record HttpArguments(
    String method,
    String host,
    Text url,
    @Nullable Target target,
    List<Field> headers,
    List<Field> query,
    @Nullable Object body,
    Delivery delivery,
    @Nullable Duration timeout)
    implements Arguments {

  /** A header or query parameter. */
  record Field(String name, Text value) {}

  static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
  static final Set<String> DELIVERIES =
      Set.of("KEYED", "IDEMPOTENT", "AT_MOST_ONCE", "AT_LEAST_ONCE");

  /** Headers that are the connection's own business, or ours. */
  static final Set<String> OURS =
      Set.of(
          "host",
          "content-length",
          "transfer-encoding",
          "connection",
          "keep-alive",
          "upgrade",
          "te",
          "trailer",
          "expect",
          "proxy-connection",
          "idempotency-key",
          "traceparent");

  private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}");

  static HttpArguments read(Map<String, @Nullable Object> with) {
    var reader = new ArgumentReader(with);
    var body = reader.value("body");
    var given = reader.word("method", METHODS);
    var method = given == null ? (body == null ? "GET" : "POST") : given;
    var target = HttpTarget.read(reader, "url");
    var asked = reader.word("delivery", DELIVERIES);
    var arguments =
        new HttpArguments(
            method,
            target.lane(),
            target.url(),
            target.known(),
            headers(reader),
            query(reader),
            body,
            asked == null ? implied(method) : Delivery.valueOf(asked),
            reader.duration("timeout"));
    reader.finish();
    return arguments;
  }

  private static List<Field> headers(ArgumentReader reader) {
    var headers = new ArrayList<Field>();
    reader
        .object("headers")
        .forEach(
            (name, value) -> {
              var text = Text.of(value);
              if (!HEADER_NAME.matcher(name).matches()
                  || OURS.contains(name.toLowerCase(Locale.ROOT))) {
                reader.wrong("/headers", "VALUE", "names a header that cannot be set");
              } else if (text == null
                  || (text instanceof Text.Plain(var plain) && isUnsafe(plain))) {
                reader.wrong("/headers", "VALUE", "holds a value that cannot stand in a header");
              } else {
                headers.add(new Field(name, text));
              }
            });
    return headers;
  }

  private static List<Field> query(ArgumentReader reader) {
    var query = new ArrayList<Field>();
    reader
        .object("query")
        .forEach(
            (name, value) -> {
              for (var one :
                  value instanceof List<?> list
                      ? list
                      : java.util.Collections.singletonList(value)) {
                var text = Text.of(one);
                if (text != null) {
                  query.add(new Field(name, text));
                } else if (one != null) {
                  reader.wrong("/query", "TYPE", "holds a value that is no text");
                }
              }
            });
    return query;
  }

  /** True if a header value would break out of its line. */
  static boolean isUnsafe(String value) {
    return value.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7F || c > 0xFF);
  }

  private static Delivery implied(String method) {
    return switch (method) {
      case "POST", "PATCH" -> Delivery.AT_LEAST_ONCE;
      default -> Delivery.IDEMPOTENT;
    };
  }
}
