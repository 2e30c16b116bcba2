package dev.sequitur.e2e.torture;

import dev.sequitur.e2e.checker.Kind;
import dev.sequitur.e2e.checker.World.Hit;
import dev.sequitur.e2e.checker.World.Verdict;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Targets that misbehave as real ones do. Every request is written down before it is answered. Only
 * {@link Kind#KEYED} honours the idempotency key.
 */
final class TortureSink implements AutoCloseable {

  /** How the targets feel. */
  enum Mood {
    /** A few errors, delays, silences and cut connections. */
    USUAL,
    /** Every answer is 503. */
    SICK,
    /** Nothing is ever answered. */
    SILENT,
    /** Applies, then cuts the connection, every time. */
    CUTTING,
    /** 429 with Retry-After. */
    BUSY
  }

  private final Vertx vertx;
  private final HttpServer server;
  private final Random random;
  private final Journal journal;
  private final Set<String> keys = ConcurrentHashMap.newKeySet();
  private final ConcurrentLinkedQueue<Hit> hits = new ConcurrentLinkedQueue<>();
  private volatile Mood mood = Mood.USUAL;

  TortureSink(Vertx vertx, long seed, Journal journal) {
    this.vertx = vertx;
    this.random = new Random(seed);
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

  void mood(Mood next) {
    mood = next;
  }

  List<Hit> hits() {
    return List.copyOf(hits);
  }

  private void answer(HttpServerRequest request, Buffer body) {
    var kind = Kind.of(request.path().substring(1));
    var order = body.toJsonObject().getString("id");
    var key = String.valueOf(request.getHeader("Idempotency-Key"));
    var version = Integer.parseInt(String.valueOf(request.getHeader("X-Rule-Version")));
    var plan = kind == Kind.REFUSED ? Plan.REFUSE : plan();
    var verdict = verdict(kind, key, plan);
    hits.add(new Hit(order, kind, key, version, verdict));
    journal.write(System.nanoTime(), kind, order, key, version, plan, verdict);
    carryOut(request, plan);
  }

  private enum Plan {
    ANSWER,
    ANSWER_LATE,
    FAIL,
    THROTTLE,
    CUT_AFTER,
    SILENCE_AFTER,
    REFUSE
  }

  private Plan plan() {
    return switch (mood) {
      case SICK -> Plan.FAIL;
      case SILENT -> Plan.SILENCE_AFTER;
      case CUTTING -> Plan.CUT_AFTER;
      case BUSY -> Plan.THROTTLE;
      case USUAL -> usual(random.nextInt(1_000));
    };
  }

  private static Plan usual(int drawn) {
    if (drawn < 20) {
      return Plan.FAIL;
    }
    if (drawn < 30) {
      return Plan.ANSWER_LATE;
    }
    if (drawn < 38) {
      return Plan.CUT_AFTER;
    }
    if (drawn < 40) {
      return Plan.SILENCE_AFTER;
    }
    return drawn < 45 ? Plan.THROTTLE : Plan.ANSWER;
  }

  private Verdict verdict(Kind kind, String key, Plan plan) {
    if (plan == Plan.THROTTLE) {
      return Verdict.THROTTLED;
    }
    if (plan == Plan.FAIL || plan == Plan.REFUSE) {
      return Verdict.REFUSED;
    }
    var fresh = keys.add(key);
    return fresh || kind != Kind.KEYED ? Verdict.APPLIED : Verdict.RECOGNISED;
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
