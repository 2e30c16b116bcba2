package dev.sequitur.local.command;

import dev.sequitur.local.LocalFailure;
import dev.sequitur.local.platform.HandOut;
import dev.sequitur.local.platform.Secrets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The way in before anybody has a password. */
@Command(
    name = "link",
    description =
        "For containers: print a link that signs in as admin, once, within fifteen minutes.",
    mixinStandardHelpOptions = true)
public final class LinkCommand implements Callable<Integer> {

  private final Setting setting;

  @Option(
      names = "--folder",
      paramLabel = "<folder>",
      required = true,
      description = "With the gateway's sign-in.key.")
  @Nullable Path folder;

  @Option(
      names = "--address",
      paramLabel = "<url>",
      required = true,
      description = "The gateway's, as the browser knows it.")
  @Nullable String address;

  public LinkCommand(Setting setting) {
    this.setting = setting;
  }

  @Override
  public Integer call() {
    if (folder == null || address == null) {
      throw new IllegalStateException("picocli asks for it");
    }
    if (!Files.exists(folder.resolve("sign-in.key"))) {
      throw new LocalFailure(
          folder + " holds no sign-in.key: the gateway would not take the link.");
    }
    HandOut handOut = new HandOut(new Secrets(folder), folder);
    setting.say(handOut.signInLink(address.replaceFirst("/$", ""), setting.clock().instant()));
    return 0;
  }
}
