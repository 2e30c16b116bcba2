package dev.sequitur.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.local.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Types {@code ./sequitur …} as a person does, in a folder of one's own. */
final class Shell {

  private static final int PATIENCE_SECONDS = 90;

  private final Path folder;
  private final Map<String, String> environment;

  Shell(Path folder, Path home) {
    this(folder, Map.of("SEQUITUR_HOME", home.toString(), "SEQUITUR_NO_BUILD", "true"));
  }

  private Shell(Path folder, Map<String, String> environment) {
    this.folder = folder;
    this.environment = environment;
  }

  /** What came of it. */
  record Said(int exit, String out, String err) {

    Said expect(int expected) {
      assertThat(exit).as(out + err).isEqualTo(expected);
      return this;
    }
  }

  /** The same with another environment variable. */
  Shell with(String name, String value) {
    var more = new HashMap<>(environment);
    more.put(name, value);
    return new Shell(folder, more);
  }

  /** A file in the folder. */
  void file(String name, String text) {
    try {
      Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Said run(String... arguments) {
    return run("", arguments);
  }

  /** With a text on standard input. */
  Said runWith(String input, String... arguments) {
    return run(input, arguments);
  }

  /** Starts and does not wait; stdout goes to the file. */
  Process start(Path out, String... arguments) throws IOException {
    return builder(arguments).redirectOutput(out.toFile()).start();
  }

  private Said run(String input, String[] arguments) {
    try {
      var out = Files.createTempFile(folder, "out", ".txt");
      var err = Files.createTempFile(folder, "err", ".txt");
      var process =
          builder(arguments).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
      try (var in = process.getOutputStream()) {
        in.write(input.getBytes(StandardCharsets.UTF_8));
      }
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
          .as(List.of(arguments).toString())
          .isTrue();
      return new Said(process.exitValue(), Files.readString(out), Files.readString(err));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  private ProcessBuilder builder(String... arguments) {
    var command = new ArrayList<String>();
    command.add(Repository.find().root().resolve("sequitur").toString());
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().putAll(environment);
    return builder;
  }
}
