package dev.sequitur.e2e.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finding things in files. */
final class Text {

  /** What builds, tools and runs leave behind. */
  private static final Pattern SKIPPED = Pattern.compile("target|node_modules|\\..*");

  private Text() {}

  static String of(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Files below a folder whose path from there, with slashes, matches. */
  static List<Path> files(Path folder, String pattern) {
    List<Path> found = new ArrayList<>();
    collect(folder, folder, Pattern.compile(pattern), found);
    return found;
  }

  // Not Files.walk, which would go through everything that builds have left.
  private static void collect(Path root, Path folder, Pattern wanted, List<Path> found) {
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path entry : entries.sorted().toList()) {
        if (!Files.isDirectory(entry)) {
          if (wanted.matcher(root.relativize(entry).toString()).matches()) {
            found.add(entry);
          }
        } else if (!SKIPPED.matcher(String.valueOf(entry.getFileName())).matches()) {
          collect(root, entry, wanted, found);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the pattern's first group holds, wherever it matches. */
  static Set<String> all(String pattern, String text) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
