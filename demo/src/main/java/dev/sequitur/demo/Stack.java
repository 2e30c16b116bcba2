package dev.sequitur.demo;

import dev.sequitur.cli.Terminal;
import dev.sequitur.cli.command.LocalKeys;
import dev.sequitur.cli.gateway.Gateway;
import dev.sequitur.local.command.LocalAccess;
import dev.sequitur.local.command.Setting;
import dev.sequitur.local.platform.Home;
import dev.sequitur.local.platform.ServiceCatalogue;

/**
 * The stack on this machine, which the demo is for.
 *
 * @param kafka {@code host:port}
 * @param home where its processes leave their records
 */
record Stack(Gateway gateway, String kafka, Home home) {

  static Stack of(Terminal terminal) {
    var access =
        new LocalAccess(new Setting(terminal.err(), terminal.clock(), terminal.environment()));
    var gateway = new Gateway(access.gateway(), ServiceCatalogue.WORKSPACE, new LocalKeys(access));
    return new Stack(gateway, access.kafka(), access.home());
  }
}
