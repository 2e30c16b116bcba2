package dev.sequitur.executor.connection;

import dev.sequitur.contracts.Attempt.Phase;
import dev.sequitur.executor.action.ActionResult;
import dev.sequitur.executor.action.BlockingAttempts;
import dev.sequitur.executor.action.EffectCode;
import dev.sequitur.kit.secret.Secrets;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;

/** Tests connections: really connects, through the egress guard, with the real credentials. */
@ApplicationScoped
public class ConnectionTests {

  /** Long enough for a slow provider, short enough for a person who waits. */
  private static final Duration WITHIN = Duration.ofSeconds(10);

  private final Opener opener;
  private final BlockingAttempts attempts;
  private final Secrets secrets;
  private final Map<ConnectionType, ConnectionProbe> probes;

  ConnectionTests(
      Opener opener,
      BlockingAttempts attempts,
      Secrets secrets,
      @All List<ConnectionProbe> probes) {
    this.opener = opener;
    this.attempts = attempts;
    this.secrets = secrets;
    this.probes =
        probes.stream().collect(Collectors.toMap(ConnectionProbe::type, Function.identity()));
  }

  /** Tests a connection whose spec is free of errors; blocks for up to ten seconds. */
  ConnectionTest test(Connection connection) {
    var begun = System.nanoTime();
    var result = attempts.make(WITHIN, _ -> attempt(connection)).toCompletableFuture().join();
    var millis = (System.nanoTime() - begun) / 1_000_000;
    var code = result.code() == null ? null : result.code().name();
    return new ConnectionTest(code == null, code, String.valueOf(result.detail()), millis);
  }

  private ActionResult attempt(Connection connection) {
    return switch (opener.open(connection, name -> secrets.open(connection.workspace(), name))) {
      case Opening.Refused(var result) -> result;
      case Opening.Opened(var open) -> probe(open);
    };
  }

  private ActionResult probe(OpenConnection open) {
    var probe = java.util.Objects.requireNonNull(probes.get(open.connection().type()));
    try {
      return new ActionResult(
          Phase.ANSWERED, null, null, open.shown(probe.probe(open, WITHIN)), null, null);
    } catch (Exception e) {
      var tls = causes(e).stream().anyMatch(SSLException.class::isInstance);
      return ActionResult.failed(
          Phase.CONNECTING,
          tls ? EffectCode.TLS_FAILED : EffectCode.CONNECT_FAILED,
          open.shown(words(e)));
    }
  }

  /** The texts of an exception and its causes, each once: the provider's own is often the last. */
  static String words(Throwable failure) {
    return causes(failure).stream()
        .map(Throwable::getMessage)
        .filter(text -> text != null && !text.isBlank())
        .distinct()
        .collect(Collectors.joining(": "));
  }

  private static List<Throwable> causes(Throwable failure) {
    return java.util.stream.Stream.iterate(failure, java.util.Objects::nonNull, Throwable::getCause)
        .limit(8)
        .toList();
  }
}
