package dev.sequitur.local.doctor;

import dev.sequitur.local.platform.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Takes secrets out of texts: the values of this installation's own files wherever they stand, also
 * as base64, and what looks like somebody's credentials. Services say no secret in their logs; this
 * holds where something else has, such as a driver or a person's configuration.
 */
final class Concealment {

  static final String HIDDEN = "[hidden]";

  /** Shorter ones would be found in words that are no secret. */
  private static final int SHORTEST = 8;

  /** What everybody may know. */
  private static final String PUBLIC_KEY = "internal-public-key.txt";

  private static final List<Pattern> CREDENTIALS =
      List.of(
          Pattern.compile("sqk_[A-Za-z0-9_-]{8,}"),
          Pattern.compile("(?<=(?i:bearer|basic) )[A-Za-z0-9+/=._~-]{8,}"),
          Pattern.compile("eyJ[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+"),
          Pattern.compile(
              "-----BEGIN [A-Z ]*PRIVATE KEY-----[\\s\\S]*?-----END [A-Z ]*PRIVATE KEY-----"),
          Pattern.compile(
              "(?<=(?i:password|passwd|secret|token|api-key|apikey)[\"']?[=:] ?[\"']?)[^\\s\"'&,;}]{4,}"),
          Pattern.compile("(?<=://[^/\\s:@]{1,200}:)[^/\\s@]+(?=@)"));

  private final List<String> known;

  private Concealment(List<String> known) {
    this.known = known;
  }

  static Concealment of(Home home) {
    Set<String> values =
        new TreeSet<>(
            Comparator.comparingInt(String::length)
                .reversed()
                .thenComparing(Comparator.naturalOrder()));
    if (Files.isDirectory(home.secrets())) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(home.secrets())) {
        for (Path file : files) {
          if (!String.valueOf(file.getFileName()).equals(PUBLIC_KEY)) {
            Files.readAllLines(file).forEach(line -> add(line.strip(), values));
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return new Concealment(List.copyOf(values));
  }

  /** A line as it is, without the name that a key may have before it, and as base64. */
  private static void add(String line, Set<String> values) {
    List<String> forms = new ArrayList<>(List.of(line, line.substring(line.indexOf(':') + 1)));
    for (String form : forms) {
      if (form.length() >= SHORTEST && !form.startsWith("-----")) {
        values.add(form);
        values.add(
            Base64.getEncoder()
                .withoutPadding()
                .encodeToString(form.getBytes(StandardCharsets.UTF_8)));
      }
    }
  }

  /** The text without secrets. */
  String hide(String text) {
    String hidden = text;
    for (String value : known) {
      hidden = hidden.replace(value, HIDDEN);
    }
    for (Pattern credential : CREDENTIALS) {
      hidden = credential.matcher(hidden).replaceAll(HIDDEN);
    }
    return hidden;
  }
}
