package dev.sequitur.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class MainTest {

  private final StringWriter err = new StringWriter();
  private final Terminal terminal =
      new Terminal(
          new PrintWriter(new StringWriter()),
          new PrintWriter(err, true),
          InputStream.nullInputStream(),
          Map.of(),
          InstantSource.system());

  private int run(String... arguments) {
    return Main.commands(terminal).execute(arguments);
  }

  /** The launcher hands these over by name, and its help is written by hand. */
  @Test
  void helpOfTheLauncherNamesEveryCommandForUsers() {
    var footer = dev.sequitur.local.Main.class.getAnnotation(Command.class).footer();
    var named = Arrays.stream(footer).map(line -> line.strip().split(" ")[0]).toList();
    assertThat(named).containsAll(Main.commands(terminal).getSubcommands().keySet());
  }

  @Test
  void everyCommandAndOptionHasADescription() {
    Main.commands(terminal).getSubcommands().values().forEach(MainTest::isDescribed);
  }

  private static void isDescribed(CommandLine command) {
    var specification = command.getCommandSpec();
    var name = specification.qualifiedName();
    assertThat(specification.usageMessage().description()).as(name).isNotEmpty();
    assertThat(specification.options())
        .allSatisfy(option -> assertThat(option.description()).as(name + option).isNotEmpty());
    command.getSubcommands().values().forEach(MainTest::isDescribed);
  }

  @Test
  void whatIsNotUnderstoodIsUsage() {
    assertThat(run("nonsense")).isEqualTo(Exit.USAGE);
    assertThat(run("apply")).isEqualTo(Exit.USAGE);
    assertThat(run("get", "rule", "--nonsense")).isEqualTo(Exit.USAGE);
    assertThat(run("runs", "show", "no-uuid")).isEqualTo(Exit.USAGE);
    assertThat(run("runs", "watch", "--timeout", "soon")).isEqualTo(Exit.USAGE);
  }

  @Test
  void keyOfOneGatewayIsNotSentToAnother() {
    assertThat(run("get", "rules", "--gateway", "https://sequitur.example.com"))
        .isEqualTo(Exit.USAGE);
    assertThat(err.toString()).contains("SEQUITUR_API_KEY");
  }

  @Test
  void whatCannotBeAnAddressAWorkspaceOrAKeyIsUsage() {
    assertThat(run("get", "rules", "--gateway", "ftp://x", "--key", "k")).isEqualTo(Exit.USAGE);
    assertThat(run("get", "rules", "--workspace", "../x")).isEqualTo(Exit.USAGE);
    assertThat(run("get", "rules", "--key", "a\nb")).isEqualTo(Exit.USAGE);
  }
}
