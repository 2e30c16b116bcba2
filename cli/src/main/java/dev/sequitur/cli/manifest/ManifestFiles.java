package dev.sequitur.cli.manifest;

import dev.sequitur.cli.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds what {@code -f} names: files, folders with all manifests below them, standard input. */
public final class ManifestFiles {

  private static final String STANDARD_INPUT = "-";

  private ManifestFiles() {}

  /**
   * Reads all of them.
   *
   * @throws Failure if one is not there, or a folder has no manifest in it
   */
  public static Bundle read(List<String> names, InputStream in) {
    var sources = new ArrayList<Bundle.Source>();
    for (var name : names) {
      if (name.equals(STANDARD_INPUT)) {
        sources.add(new Bundle.Source(name, text(in)));
      } else {
        files(Path.of(name)).forEach(file -> sources.add(source(file)));
      }
    }
    return Bundle.of(sources);
  }

  /** The text of one file, or of standard input. */
  public static String text(String name, InputStream in) {
    return name.equals(STANDARD_INPUT) ? text(in) : source(existing(Path.of(name))).text();
  }

  private static List<Path> files(Path path) {
    if (!Files.isDirectory(existing(path))) {
      return List.of(path);
    }
    try (var all = Files.walk(path)) {
      var found =
          all.filter(file -> file.toString().matches(".*\\.(yaml|yml|json)"))
              .filter(Files::isRegularFile)
              .sorted()
              .toList();
      if (found.isEmpty()) {
        throw Failure.usage("In " + path + " is no file that ends in .yaml, .yml or .json.");
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path existing(Path path) {
    if (!Files.exists(path)) {
      throw Failure.usage("There is no " + path + ".");
    }
    return path;
  }

  private static Bundle.Source source(Path file) {
    try {
      return new Bundle.Source(file.toString(), Files.readString(file));
    } catch (CharacterCodingException e) {
      throw Failure.usage(file + " is not UTF-8.");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(InputStream in) {
    try {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
