package dev.sequitur.executor.connection;

import dev.sequitur.contracts.Attempt.Phase;
import dev.sequitur.executor.action.ActionResult;
import dev.sequitur.executor.action.EffectCode;
import dev.sequitur.executor.action.Text;
import dev.sequitur.kit.egress.EgressGuard;
import dev.sequitur.kit.egress.HostAndPort;
import dev.sequitur.kit.egress.Route;
import dev.sequitur.kit.secret.Secret;
import dev.sequitur.kit.secret.SecretUnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Opens connections: their secrets, and the guard's way to their places. Blocks for look-ups. */
@ApplicationScoped
public class Opener {

  private final EgressGuard guard;

  Opener(EgressGuard guard) {
    this.guard = guard;
  }

  /** Opens a connection for one use. */
  public Opening open(Connection connection, Function<String, Secret> secrets) {
    String password;
    try {
      password = password(connection, secrets);
    } catch (SecretUnavailableException e) {
      return refused(Phase.PREPARED, EffectCode.SECRET_UNAVAILABLE, String.valueOf(e.getMessage()));
    }
    var addresses = new LinkedHashMap<HostAndPort, InetAddress>();
    for (var place : places(connection)) {
      switch (route(connection.workspace(), place)) {
        case Route.Checked(var address) -> addresses.put(place, address);
        case Route.Denied(var reason) -> {
          return refused(Phase.PREPARED, EffectCode.EGRESS_DENIED, reason);
        }
        case Route.Unresolved() -> {
          return refused(
              Phase.CONNECTING, EffectCode.DNS_FAILED, "the target's name leads nowhere");
        }
      }
    }
    return new Opening.Opened(
        new OpenConnection(connection, password, Collections.unmodifiableMap(addresses)));
  }

  /** Checks a place for a workspace. */
  public Route route(String workspace, HostAndPort place) {
    return guard.route(workspace, place);
  }

  private static @Nullable String password(
      Connection connection, Function<String, Secret> secrets) {
    var name = Text.secretName(connection.settings().get("password"));
    return name == null ? null : secrets.apply(name).revealText();
  }

  private static List<HostAndPort> places(Connection connection) {
    var host = connection.text("host", "");
    return switch (connection.type()) {
      case SMTP -> List.of(new HostAndPort(host, connection.number("port", smtpPort(connection))));
      case POSTGRESQL -> List.of(new HostAndPort(host, connection.number("port", 5_432)));
      case KAFKA ->
          connection.texts("bootstrapServers").stream()
              .map(HostAndPort::of)
              .map(java.util.Objects::requireNonNull)
              .toList();
    };
  }

  private static int smtpPort(Connection connection) {
    return switch (connection.text("security", "starttls")) {
      case "tls" -> 465;
      case "none" -> 25;
      default -> 587;
    };
  }

  private static Opening refused(Phase phase, EffectCode code, String detail) {
    return new Opening.Refused(ActionResult.failed(phase, code, detail));
  }
}
