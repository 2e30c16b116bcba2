package dev.sequitur.executor.action.http;

import dev.sequitur.executor.action.ArgumentReader;
import dev.sequitur.executor.action.Text;
import dev.sequitur.kit.egress.Target;
import dev.sequitur.kit.secret.Secret;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The URL in an action's arguments.
 *
 * @param known the URL as it is understood; null if it is a secret
 */
public record HttpTarget(Text url, @Nullable Target known) {

  /** Reads a required URL or a reference to one. */
  public static HttpTarget read(ArgumentReader reader, String field) {
    var given = reader.value(field);
    var text = given instanceof String || given instanceof Map ? Text.of(given) : null;
    if (text == null) {
      reader.wrong("/" + field, "REQUIRED", "must be a URL or a reference to a secret");
      return new HttpTarget(new Text.Plain(""), null);
    }
    return new HttpTarget(text, text instanceof Text.Plain(var url) ? Target.of(url) : null);
  }

  /** The lane of its calls: host and port, or a stand-in while the URL is a secret or refused. */
  public String lane() {
    if (url instanceof Text.Reference(var secret)) {
      return "secret:" + secret;
    }
    return known instanceof Target.Place place ? place.authority() : "refused";
  }

  /** The place to call, at the moment of use. */
  public Target reveal(Function<String, Secret> secrets) {
    return known == null ? Target.of(url.reveal(secrets)) : known;
  }
}
