package dev.sequitur.executor.action.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sequitur.contracts.Wire;
import dev.sequitur.executor.action.ActionContext;
import dev.sequitur.executor.action.Text;
import dev.sequitur.kit.egress.Target;
import dev.sequitur.kit.secret.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A request with its secrets in it. It lives for one attempt and is never logged or stored.
 *
 * @param headers name and value; {@code sensitive} ones do not follow a redirect to another host
 * @param secrets the values used, to be struck out of what comes back
 */
public record RenderedRequest(
    Target target, List<Header> headers, byte @Nullable [] body, List<String> secrets) {

  /** A header; a sensitive one does not follow a redirect to another host. */
  public record Header(String name, String value, boolean sensitive) {}

  private static final ObjectMapper JSON = Wire.json();

  /** Opens secrets, and remembers what was opened. */
  public static Function<String, Secret> remembering(ActionContext context, List<String> used) {
    return name -> {
      var secret = context.secrets().apply(name);
      used.add(secret.revealText());
      return secret;
    };
  }

  /** A JSON body with the secrets in it put in their places. */
  public static byte[] json(@Nullable Object body, Function<String, Secret> secrets) {
    var shown = Text.holdsSecret(body) ? revealed(body, secrets) : body;
    return Wire.write(shown == null ? JSON.nullNode() : shown);
  }

  /**
   * Puts secrets in their places.
   *
   * @throws dev.sequitur.kit.secret.SecretUnavailableException if one cannot be opened
   */
  static RenderedRequest of(HttpArguments arguments, ActionContext context) {
    var used = new ArrayList<String>(0);
    var secrets = remembering(context, used);
    var target = target(arguments, secrets);
    var headers = headers(arguments, context, secrets);
    return new RenderedRequest(target, headers, body(arguments.body(), secrets), used);
  }

  private static Target target(HttpArguments arguments, Function<String, Secret> secrets) {
    if (arguments.target() != null && arguments.query().isEmpty()) {
      return arguments.target();
    }
    var url = arguments.url().reveal(secrets);
    if (arguments.query().isEmpty()) {
      return Target.of(url);
    }
    var fragment = url.indexOf('#');
    var built = new StringBuilder(fragment < 0 ? url : url.substring(0, fragment));
    var separator = url.indexOf('?') < 0 ? '?' : '&';
    for (var field : arguments.query()) {
      built
          .append(separator)
          .append(encoded(field.name()))
          .append('=')
          .append(encoded(field.value().reveal(secrets)));
      separator = '&';
    }
    return Target.of(built.toString());
  }

  private static List<Header> headers(
      HttpArguments arguments, ActionContext context, Function<String, Secret> secrets) {
    var headers = new ArrayList<Header>(arguments.headers().size() + 3);
    var typed = false;
    for (var field : arguments.headers()) {
      typed |= field.name().equalsIgnoreCase("content-type");
      var sensitive =
          field.value() instanceof Text.Reference
              || field.name().equalsIgnoreCase("authorization")
              || field.name().equalsIgnoreCase("proxy-authorization")
              || field.name().equalsIgnoreCase("cookie");
      headers.add(new Header(field.name(), field.value().reveal(secrets), sensitive));
    }
    if (arguments.body() != null && !typed) {
      var type = isText(arguments.body()) ? "text/plain; charset=utf-8" : "application/json";
      headers.add(new Header("Content-Type", type, false));
    }
    headers.add(new Header("Idempotency-Key", context.targetKey(), false));
    headers.add(new Header("traceparent", context.traceParent(), false));
    return headers;
  }

  private static byte @Nullable [] body(@Nullable Object body, Function<String, Secret> secrets) {
    if (body == null) {
      return null;
    }
    var shown = Text.holdsSecret(body) ? revealed(body, secrets) : body;
    return shown instanceof String text
        ? text.getBytes(StandardCharsets.UTF_8)
        : Wire.write(shown == null ? JSON.nullNode() : shown);
  }

  private static @Nullable Object revealed(
      @Nullable Object value, Function<String, Secret> secrets) {
    var secret = Text.secretName(value);
    if (secret != null) {
      return secrets.apply(secret).revealText();
    }
    return switch (value) {
      case Map<?, ?> map -> {
        Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((key, inner) -> copy.put(key, revealed(inner, secrets)));
        yield copy;
      }
      case List<?> list -> {
        List<@Nullable Object> copy = new ArrayList<>();
        list.forEach(inner -> copy.add(revealed(inner, secrets)));
        yield copy;
      }
      case null, default -> value;
    };
  }

  private static boolean isText(Object body) {
    return body instanceof String || Text.secretName(body) != null;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
