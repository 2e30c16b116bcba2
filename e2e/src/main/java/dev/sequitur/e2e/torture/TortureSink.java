package dev.sequitur.e2e.torture;

import dev.sequitur.e2e.checker.Kind;
import dev.sequitur.e2e.checker.World.Hit;
import dev.sequitur.e2e.checker.World.Verdict;
import dev.sequitur.e2e.torture.Temper.Plan;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Targets that misbehave as real ones do. Every request is written down before it is answered. Only
 * {@link Kind#KEYED}, {@link Kind#MANY}, {@link Kind#BRAKED} and {@link Kind#HOOK} honour the key;
 * the last verifies every signature.
 */
final class TortureSink implements AutoCloseable {

  /** Of a target that is told no key: its calls are looked up by their order. */
  static final String NO_KEY = "";

  private static final Set<Kind> HONOUR_KEYS =
      Set.of(Kind.KEYED, Kind.HOOK, Kind.MANY, Kind.BRAKED);

  private final Vertx vertx;
  private final HttpServer server;
  private final Temper temper;
  private final Journal journal;
  private final Set<String> keys = ConcurrentHashMap.newKeySet();
  private final ConcurrentLinkedQueue<Hit> hits = new ConcurrentLinkedQueue<>();

  TortureSink(Vertx vertx, Temper temper, Journal journal) {
    this.vertx = vertx;
    this.temper = temper;
    this.journal = journal;
    this.server =
        vertx
            .createHttpServer()
            .requestHandler(request -> request.bodyHandler(body -> answer(request, body)))
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  int port() {
    return server.actualPort();
  }

  List<Hit> hits() {
    return List.copyOf(hits);
  }

  private void answer(HttpServerRequest request, Buffer body) {
    var kind = Kind.of(request.path().substring(1));
    var plan = kind == Kind.REFUSED ? Plan.REFUSE : temper.plan();
    var asked = asked(kind, request, body);
    var forged = kind == Kind.HOOK && !isSigned(request, body);
    var verdict = forged ? Verdict.FORGED : verdict(asked, plan);
    hits.add(
        new Hit(asked.order(), kind, asked.key(), asked.ruleVersion(), verdict, Instant.now()));
    journal.write(System.nanoTime(), asked, plan, verdict);
    carryOut(request, plan);
  }

  private record Asked(Kind kind, String order, String key, int ruleVersion) {}

  private static Asked asked(Kind kind, HttpServerRequest request, Buffer body) {
    var json = body.toJsonObject();
    return switch (kind) {
      case SLACK -> {
        var text = json.getString("text").split(" ");
        yield new Asked(kind, text[0], NO_KEY, Integer.parseInt(text[1]));
      }
      case HOOK ->
          new Asked(
              kind,
              json.getString("id"),
              String.valueOf(request.getHeader("webhook-id")),
              json.getInteger("version"));
      default ->
          new Asked(
              kind,
              json.getString("id"),
              String.valueOf(request.getHeader("Idempotency-Key")),
              Integer.parseInt(String.valueOf(request.getHeader("X-Rule-Version"))));
    };
  }

  private static boolean isSigned(HttpServerRequest request, Buffer body) {
    var id = request.getHeader("webhook-id");
    var at = request.getHeader("webhook-timestamp");
    return id != null
        && at != null
        && Math.abs(System.currentTimeMillis() / 1_000 - Long.parseLong(at)) <= 300
        && Signing.standard(Signing.OUT, id, at, body.getBytes())
            .equals(request.getHeader("webhook-signature"));
  }

  private Verdict verdict(Asked asked, Plan plan) {
    if (plan == Plan.THROTTLE) {
      return Verdict.THROTTLED;
    }
    if (plan == Plan.FAIL || plan == Plan.REFUSE) {
      return Verdict.REFUSED;
    }
    return HONOUR_KEYS.contains(asked.kind()) && !keys.add(asked.key())
        ? Verdict.RECOGNISED
        : Verdict.APPLIED;
  }

  private void carryOut(HttpServerRequest request, Plan plan) {
    var response = request.response();
    switch (plan) {
      case ANSWER -> response.end("{\"ok\":true}");
      case ANSWER_LATE -> vertx.setTimer(300, _ -> response.end("{\"ok\":true}"));
      case FAIL -> response.setStatusCode(503).end();
      case THROTTLE -> response.setStatusCode(429).putHeader("Retry-After", "1").end();
      case CUT_AFTER -> request.connection().close();
      case REFUSE -> response.setStatusCode(400).end("{\"error\":\"no\"}");
      case SILENCE_AFTER -> {
        // Never answered; the caller's own time limit ends it.
      }
    }
  }

  @Override
  public void close() {
    server.close().toCompletionStage().toCompletableFuture().join();
  }
}
