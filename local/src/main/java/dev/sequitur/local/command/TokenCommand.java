package dev.sequitur.local.command;

import dev.sequitur.local.LocalFailure;
import dev.sequitur.local.platform.LocalPlatform;
import dev.sequitur.local.platform.Service;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints a new API key for scripts, and nothing else. */
@Command(
    name = "token",
    description = "Print a new API key for scripts (Authorization: Bearer …).",
    mixinStandardHelpOptions = true)
public final class TokenCommand implements Callable<Integer> {

  private final Setting setting;

  @Option(
      names = "--role",
      defaultValue = "owner",
      description = "owner, editor, operator or viewer; usually owner.")
  private String role = "owner";

  public TokenCommand(Setting setting) {
    this.setting = setting;
  }

  @Override
  public Integer call() throws InterruptedException {
    LocalPlatform platform = setting.platform();
    if (!platform.ready(Service.GATEWAY.part())) {
      throw new LocalFailure("The gateway is not ready: run ./sequitur up first.");
    }
    Instant now = setting.clock().instant();
    try (AdminSession session = AdminSession.open(platform.gateway(), platform.signInLink(now))) {
      setting.say(session.createApiKey("cli-" + now.getEpochSecond(), role));
    }
    return 0;
  }
}
