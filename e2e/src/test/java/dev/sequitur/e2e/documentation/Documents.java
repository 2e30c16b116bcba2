package dev.sequitur.e2e.documentation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What the documents say, and what is wrong with them by themselves. */
final class Documents {

  private static final int README_LINES = 150;

  /** Machines' own paths. What a URL or a command has in common with them is no match. */
  private static final Pattern FOREIGN =
      Pattern.compile("(?<![\\w.}])/(?:work|home|root|Users)\\b[/\\s`]|\\.\\./shared|~/");

  private static final Pattern HEADING =
      Pattern.compile("(?m)^### <a id=\"([a-z-]+)\"></a>([A-Z_]+)$");
  private static final Pattern METRIC =
      Pattern.compile("(?m)^\\| `(sequitur\\.[a-z.]+)` \\| `(\\w+)");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern TEST = Pattern.compile("`([A-Z]\\w*(?:Test|E2E))(?:\\.(\\w+))?`");

  private Documents() {}

  /** Codes that have a heading. */
  static Set<String> headings(String problems) {
    return Text.all("(?m)^### .*?([A-Z_]+)$", problems);
  }

  /** Headings that cannot be reached by the {@code type} of a problem document. */
  static List<String> strayAnchors(String problems) {
    List<String> stray = new ArrayList<>(Text.all("(?m)^### (.*)$", problems));
    HEADING
        .matcher(problems)
        .results()
        .filter(
            heading ->
                heading
                    .group(1)
                    .equals(heading.group(2).toLowerCase(Locale.ROOT).replace('_', '-')))
        .forEach(heading -> stray.remove(heading.group().substring("### ".length())));
    return stray;
  }

  /** First cells that are codes: the tables of single mistakes. */
  static Set<String> violations(String problems) {
    return Text.all("(?m)^\\| `([A-Z_]+)` \\|", problems);
  }

  /** First cells that are keys. */
  static Set<String> keys(String configuration) {
    return Text.all("(?m)^\\| `(sequitur\\.[a-z0-9.<>-]+)` \\|", configuration);
  }

  /** Keys whose third cell does not begin with the default that the code has. */
  static List<String> wrongDefaults(String configuration, Map<String, String> defaults) {
    return defaults.entrySet().stream()
        .filter(
            entry ->
                !Pattern.compile(
                        "(?m)^\\| `%s` \\| [^|]+ \\| `%s`"
                            .formatted(
                                Pattern.quote(entry.getKey()), Pattern.quote(entry.getValue())))
                    .matcher(configuration)
                    .find())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** First cells that are meters. */
  static Set<String> metrics(String operations) {
    return Text.all("(?m)^\\| `(sequitur\\.[a-z.]+)` \\|", operations);
  }

  /** Meters beside which another meter's exposed name stands. */
  static List<String> misnamedMetrics(String operations) {
    return METRIC
        .matcher(operations)
        .results()
        .filter(metric -> !metric.group(2).startsWith(metric.group(1).replace('.', '_')))
        .map(metric -> metric.group(1))
        .toList();
  }

  /** Exposed names of metrics that belong to none of these meters. */
  static Set<String> unknownMetrics(String text, Set<String> meters) {
    Set<String> named = Text.all("\\b(sequitur_[a-z_]+)", text);
    named.removeIf(
        name -> meters.stream().anyMatch(meter -> name.startsWith(meter.replace('.', '_'))));
    return named;
  }

  /** Links within the project that lead to no file, or to no place in it. */
  static List<String> deadLinks(Path file, String text) {
    return LINK.matcher(text)
        .results()
        .map(link -> link.group(1))
        .filter(target -> !target.matches("[a-z]+:.*") && isDead(file, target))
        .toList();
  }

  private static boolean isDead(Path file, String target) {
    String[] parts = target.split("#", 2);
    Path linked = parts[0].isEmpty() ? file : file.resolveSibling(parts[0]);
    return !Files.exists(linked)
        || parts.length == 2 && !anchors(Text.of(linked)).contains(parts[1]);
  }

  /** Explicit ones, and those that headings get of themselves. */
  private static Set<String> anchors(String text) {
    Set<String> anchors = Text.all("<a id=\"([^\"]+)\">", text);
    Text.all("(?m)^#+ (.*)$", text)
        .forEach(
            heading ->
                anchors.add(
                    heading
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\d_ -]", "")
                        .replace(' ', '-')));
    return anchors;
  }

  /** Places that only one machine has. */
  static List<String> foreignPlaces(String text) {
    return FOREIGN.matcher(text).results().map(place -> place.group().strip()).toList();
  }

  static boolean isShort(String readme) {
    return readme.lines().count() <= README_LINES;
  }

  /**
   * Tests that are named but not there: a class without a file, or a method that its file lacks.
   */
  static List<String> missingTests(Path root, String text) {
    List<String> missing = new ArrayList<>();
    for (var test : TEST.matcher(text).results().toList()) {
      List<Path> files = Text.files(root, "[\\w-]+/src/test/java/.*/" + test.group(1) + "\\.java");
      String method = test.group(2);
      if (files.isEmpty()
          || method != null && files.stream().noneMatch(file -> declares(file, method))) {
        missing.add(test.group().replace("`", ""));
      }
    }
    return missing;
  }

  private static boolean declares(Path file, String method) {
    return Text.of(file).contains(" " + method + "(");
  }
}
