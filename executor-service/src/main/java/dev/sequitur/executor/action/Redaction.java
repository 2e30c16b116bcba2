package dev.sequitur.executor.action;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Strikes secrets out of what a target sends back: an echo must not carry them into an outcome. */
public final class Redaction {

  public static final String STRUCK = "***";
  private static final int SHORTEST = 4;

  private Redaction() {}

  /** The text without the secrets in their plain, JSON, URL and base64 forms. */
  public static String strike(String text, List<String> secrets) {
    var struck = text;
    for (var secret : secrets) {
      // Very short ones would strike out half the text and tell more than they hide.
      if (secret.length() >= SHORTEST) {
        for (var form : forms(secret)) {
          struck = struck.replace(form, STRUCK);
        }
      }
    }
    return struck;
  }

  private static List<String> forms(String secret) {
    var bytes = secret.getBytes(StandardCharsets.UTF_8);
    var encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);
    return List.of(
        secret,
        new String(JsonStringEncoder.getInstance().quoteAsString(secret)),
        encoded,
        encoded.replace("+", "%20"),
        Base64.getEncoder().encodeToString(bytes),
        Base64.getEncoder().withoutPadding().encodeToString(bytes),
        Base64.getUrlEncoder().encodeToString(bytes),
        Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }
}
