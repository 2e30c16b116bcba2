package dev.sequitur.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What {@code docs/cli.md} has people type is understood, down to the last option. */
class CommandLineDocumentTest {

  private static final Pattern BLOCK = Pattern.compile("(?ms)^```bash\\n(.*?)^```");

  /** A command ends where the shell's own signs begin. */
  private static final Pattern COMMAND =
      Pattern.compile("\\./sequitur((?:[ \\t]+(?:'[^']*'|[^\\s'|&>()#;]+))+)");

  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

  private final Terminal terminal =
      new Terminal(
          new PrintWriter(new StringWriter()),
          new PrintWriter(new StringWriter()),
          InputStream.nullInputStream(),
          Map.of(),
          InstantSource.system());

  @Test
  void everyExampleIsUnderstood() throws IOException {
    var examples = examples();
    assertThat(examples).hasSizeGreaterThan(15);
    for (var words : examples) {
      assertThatCode(() -> Main.commands(terminal).parseArgs(words.toArray(String[]::new)))
          .as(String.join(" ", words))
          .doesNotThrowAnyException();
    }
  }

  @Test
  void everyCommandIsInTheTable() throws IOException {
    var document = document();
    Main.commands(terminal)
        .getSubcommands()
        .forEach(
            (name, command) -> {
              var below = command.getSubcommands().keySet();
              assertThat(document).contains("`" + name);
              assertThat(below).allSatisfy(one -> assertThat(document).contains(name + " " + one));
            });
  }

  private static List<List<String>> examples() throws IOException {
    var examples = new ArrayList<List<String>>();
    BLOCK
        .matcher(document())
        .results()
        .flatMap(block -> COMMAND.matcher(block.group(1).replace("\\\n", " ")).results())
        .forEach(command -> examples.add(words(command.group(1))));
    return examples;
  }

  /** Variables stand for ids in the examples. */
  private static List<String> words(String line) {
    return WORD.matcher(line)
        .results()
        .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
        .map(word -> word.replaceAll("^\\$[A-Z]+$", "8f1c2d3e-4b5a-8c6d-9e7f-0a1b2c3d4e5f"))
        .toList();
  }

  private static String document() throws IOException {
    return Files.readString(Path.of("../docs/cli.md"));
  }
}
