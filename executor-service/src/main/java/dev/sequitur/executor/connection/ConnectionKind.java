package dev.sequitur.executor.connection;

import dev.sequitur.executor.action.Text;
import dev.sequitur.kit.definition.Bundle;
import dev.sequitur.kit.definition.DefinitionKind;
import dev.sequitur.kit.definition.Manifest;
import dev.sequitur.kit.problem.Violation;
import dev.sequitur.kit.secret.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Connections as definitions: their settings, and whether the secrets that they name are there. */
@ApplicationScoped
public class ConnectionKind implements DefinitionKind {

  public static final String NAME = "Connection";

  private final Secrets secrets;
  private final InstantSource clock;

  ConnectionKind(Secrets secrets, InstantSource clock) {
    this.secrets = secrets;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return NAME;
  }

  @Override
  public String permission() {
    return "connection";
  }

  @Override
  public List<Violation> check(Manifest manifest, Bundle together) {
    var errors = new ArrayList<>(SettingReader.check(manifest.spec()));
    manifest
        .spec()
        .forEach(
            (setting, value) -> {
              var secret = Text.secretName(value);
              if (secret != null && !exists(together.workspace(), secret)) {
                errors.add(
                    new Violation(
                        "/spec/" + setting.replace("~", "~0").replace("/", "~1") + "/secret",
                        "SECRET_NOT_FOUND",
                        "there is no secret of this name in the workspace"));
              }
            });
    return errors;
  }

  /** A secret that was stored a moment ago, through another replica, may still be on its way. */
  private boolean exists(String workspace, String secret) {
    try {
      return secrets.existsBy(clock.instant(), workspace, secret);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
