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

  private static final String ADDRESS =
      "https?://([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+])(:[0-9]{1,5})?/?";
  private static final String WORKSPACE = "[A-Za-z0-9_-]{1,100}";
  private static final String KEY = "[!-~]+";

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

  /**
   * Nothing is sent yet.
   *
   * @throws Failure if one of the three cannot be what it should be
   */
  Gateway open(Terminal terminal) {
    var named = chosen(gateway, terminal, "SEQUITUR_GATEWAY");
    var address = named.orElseGet(() -> local(terminal).gateway());
    require(address, ADDRESS, "A gateway is like https://sequitur.example.com, not " + address);
    var space =
        chosen(workspace, terminal, "SEQUITUR_WORKSPACE").orElse(ServiceCatalogue.WORKSPACE);
    require(space, WORKSPACE, "No workspace is called " + space);
    return new Gateway(address, space, keys(terminal, named.isPresent(), address));
  }

  private static void require(String value, String pattern, String otherwise) {
    if (!value.matches(pattern)) {
      throw Failure.usage(otherwise + ".");
    }
  }

  private Keys keys(Terminal terminal, boolean isNamed, String address) {
    var given = chosen(key, terminal, "SEQUITUR_API_KEY");
    if (given.isPresent()) {
      require(given.get(), KEY, "That is no API key");
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
