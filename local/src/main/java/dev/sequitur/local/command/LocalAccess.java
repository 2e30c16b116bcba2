package dev.sequitur.local.command;

import dev.sequitur.local.LocalFailure;
import dev.sequitur.local.platform.Home;
import dev.sequitur.local.platform.LocalPlatform;
import dev.sequitur.local.platform.Secrets;
import dev.sequitur.local.platform.Service;
import dev.sequitur.local.platform.Settings;
import java.time.Instant;
import java.util.Optional;

/** Where the stack on this machine is, and a key for it, without anybody having to make one. */
public final class LocalAccess {

  private final Setting setting;
  private final Home home;
  private final Settings settings;

  public LocalAccess(Setting setting) {
    this.setting = setting;
    this.home = setting.home();
    this.settings = Settings.load(home.settings());
  }

  /** {@code http://127.0.0.1:<port>}, whether or not it runs. */
  public String gateway() {
    return "http://127.0.0.1:" + settings.ports().of(Service.GATEWAY);
  }

  /** Where Kafka clients connect. */
  public String kafka() {
    return settings.kafka();
  }

  public Home home() {
    return home;
  }

  /** The key that was made before, if there is one; it may have been revoked since. */
  public Optional<String> rememberedKey() {
    return new Secrets(home.secrets()).userKey();
  }

  /**
   * Makes an owner's key and keeps it among the installation's secrets.
   *
   * @throws LocalFailure if no gateway runs from here
   */
  public String newKey() throws InterruptedException {
    if (home.process(Service.GATEWAY.part()).isEmpty()) {
      throw new LocalFailure(
          "No gateway runs on this machine: start one with ./sequitur up, or name another with --gateway.");
    }
    LocalPlatform platform = setting.platform(settings);
    Instant now = setting.clock().instant();
    try (AdminSession session = AdminSession.open(gateway(), platform.signInLink(now))) {
      // Two commands that begin together each make one, and names are unique.
      String name = "user-commands-" + now.getEpochSecond() + "-" + ProcessHandle.current().pid();
      String key = session.createApiKey(name, "owner");
      new Secrets(home.secrets()).rememberUserKey(key);
      return key;
    }
  }
}
