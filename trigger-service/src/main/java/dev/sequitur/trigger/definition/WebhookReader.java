package dev.sequitur.trigger.definition;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code webhook}: where it listens, and whom it lets in. */
final class WebhookReader {

  private static final int PATH_LIMIT = 200;

  /** Segments that need no escaping in a URL, so that a path has one spelling only. */
  private static final Pattern PATH = Pattern.compile("[a-z0-9][a-z0-9_-]*(/[a-z0-9][a-z0-9_-]*)*");

  private WebhookReader() {}

  static @Nullable Source read(Fields webhook) {
    webhook.only("path", "verify");
    var path = path(webhook);
    var verification = VerificationReader.read(webhook);
    return path == null || verification == null ? null : new Source.Webhook(path, verification);
  }

  private static @Nullable String path(Fields webhook) {
    var path = webhook.text("path");
    if (path == null) {
      return null;
    }
    if (path.length() > PATH_LIMIT) {
      webhook.error("path", "TOO_LONG", "at most " + PATH_LIMIT + " characters");
      return null;
    }
    if (!PATH.matcher(path).matches()) {
      webhook.error(
          "path",
          "INVALID_PATH",
          "segments of a-z, 0-9, - and _, each beginning with a letter or digit, separated by /");
      return null;
    }
    return path;
  }
}
