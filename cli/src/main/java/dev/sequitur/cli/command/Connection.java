package dev.sequitur.cli.command;

import dev.sequitur.cli.Failure;
import dev.sequitur.cli.Terminal;
import dev.sequitur.cli.gateway.Gateway;
import dev.sequitur.cli.gateway.Keys;
import dev.sequitur.local.command.LocalAccess;
import dev.sequitur.local.command.Setting;
import dev.sequitur.local.platform.ServiceCatalogue;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which gateway, as whom, in which workspace. */
public final class Connection {

  @Option(
      names = "--gateway",
      paramLabel = "URL",
      description = "SEQUITUR_GATEWAY; else the one on this machine.")
  private @Nullable String gateway;

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "API key; better SEQUITUR_API_KEY, which others on the machine do not see.")
  private @Nullable String key;

  @Option(
      names = "--workspace",
      paramLabel = "NAME",
      description = "SEQUITUR_WORKSPACE; else default.")
  private @Nullable String workspace;

  /** Nothing is sent yet. */
  Gateway open(Terminal terminal) {
    var named = chosen(gateway, terminal, "SEQUITUR_GATEWAY");
    var space = chosen(workspace, terminal, "SEQUITUR_WORKSPACE");
    var address = named.orElseGet(() -> local(terminal).gateway());
    if (!address.matches("https?://[^/\\s]+/?")) {
      throw Failure.usage("--gateway is like https://sequitur.example.com, not " + address + ".");
    }
    return new Gateway(
        address,
        space.orElse(ServiceCatalogue.WORKSPACE),
        keys(terminal, named.isPresent(), address));
  }

  private Keys keys(Terminal terminal, boolean isNamed, String address) {
    var given = chosen(key, terminal, "SEQUITUR_API_KEY");
    if (given.isPresent()) {
      return Keys.given(given.get());
    }
    if (isNamed && !address.equals(local(terminal).gateway())) {
      throw Failure.usage("A key is missing for " + address + ": set SEQUITUR_API_KEY, or --key.");
    }
    return new LocalKeys(local(terminal));
  }

  private static LocalAccess local(Terminal terminal) {
    return new LocalAccess(new Setting(terminal.err(), terminal.clock(), terminal.environment()));
  }

  private static Optional<String> chosen(
      @Nullable String option, Terminal terminal, String variable) {
    return Optional.ofNullable(option)
        .or(() -> Optional.ofNullable(terminal.environment().get(variable)))
        .filter(text -> !text.isBlank());
  }
}
