package dev.sequitur.local.command;

import dev.sequitur.local.Folders;
import dev.sequitur.local.platform.HandOut;
import dev.sequitur.local.platform.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Draws what an installation in containers keeps to itself. */
@Command(
    name = "secrets",
    description =
        "For containers: draw keys and passwords that are not there yet, and hand out to each service its own.",
    mixinStandardHelpOptions = true)
public final class SecretsCommand implements Callable<Integer> {

  private final Setting setting;

  @Option(
      names = "--folder",
      paramLabel = "<folder>",
      required = true,
      description = "Where they are kept. Back it up: stored secrets cannot be read without it.")
  @Nullable Path folder;

  @Option(
      names = "--hand-out",
      paramLabel = "<folder>",
      description = "Writes a folder for each service there.")
  @Nullable Path handOut;

  @Option(
      names = "--mounted",
      paramLabel = "<folder>",
      defaultValue = "/app/config",
      description = "Where a service finds its folder; usually ${DEFAULT-VALUE}.")
  @Nullable Path mounted;

  public SecretsCommand(Setting setting) {
    this.setting = setting;
  }

  @Override
  public Integer call() throws IOException {
    if (folder == null || mounted == null) {
      throw new IllegalStateException("picocli asks for it");
    }
    Files.createDirectories(folder);
    if (handOut == null) {
      Path unused = Files.createTempDirectory("sequitur-secrets");
      new HandOut(new Secrets(folder), mounted).into(unused);
      Folders.delete(unused);
    } else {
      new HandOut(new Secrets(folder), mounted).into(handOut);
    }
    setting.say("Keys and passwords are in " + folder + ".");
    return 0;
  }
}
