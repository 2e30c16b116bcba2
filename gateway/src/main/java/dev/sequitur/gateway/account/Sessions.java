package dev.sequitur.gateway.account;

import dev.sequitur.gateway.GatewayConfig;
import dev.sequitur.gateway.access.Identity;
import dev.sequitur.kit.database.ApiDatabase;
import io.quarkus.scheduler.Scheduled;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** Who is signed in, from the table and for a few seconds from memory. */
@ApplicationScoped
class Sessions {

  private static final int REMEMBERED = 10_000;
  private static final int LOOKUPS_AT_ONCE = 32;

  private record Remembered(Identity identity, Instant until) {}

  private final Map<String, Remembered> remembered = new ConcurrentHashMap<>();
  private final Semaphore lookups = new Semaphore(LOOKUPS_AT_ONCE);
  private final ApiDatabase database;
  private final GatewayConfig config;
  private final InstantSource clock;
  private final Vertx vertx;

  Sessions(ApiDatabase database, GatewayConfig config, InstantSource clock, Vertx vertx) {
    this.database = database;
    this.config = config;
    this.clock = clock;
    this.vertx = vertx;
  }

  /** Whose session it is; fails if the database cannot be asked now. */
  Future<Optional<Identity>> find(SessionToken token) {
    var id = token.id();
    var known = remembered.get(id);
    if (known != null && clock.instant().isBefore(known.until())) {
      return Future.succeededFuture(Optional.of(known.identity()));
    }
    // Cookies can be made up for nothing; they must not keep the pool from those that are real.
    if (!lookups.tryAcquire()) {
      return Future.failedFuture("too many sessions are being looked up");
    }
    return vertx.executeBlocking(() -> load(id), false).onComplete(_ -> lookups.release());
  }

  /** Roles or sessions were changed here: the next request asks the database. */
  void forget() {
    remembered.clear();
  }

  @Scheduled(every = "1m")
  void forgetOld() {
    var now = clock.instant();
    remembered.values().removeIf(session -> !now.isBefore(session.until()));
  }

  private Optional<Identity> load(String id) {
    return database.in(
        "",
        transaction -> {
          var table = new SessionTable(transaction.connection());
          var row = table.find(id);
          if (row.isEmpty()) {
            return Optional.empty();
          }
          var account = row.get().account();
          var identity = Identity.account(account, table.roles(account), id);
          remember(identity, id, row.get().expiresAt());
          return Optional.of(identity);
        });
  }

  private void remember(Identity identity, String id, Instant expiresAt) {
    var until = clock.instant().plus(config.sessionCache());
    if (remembered.size() < REMEMBERED) {
      remembered.put(id, new Remembered(identity, until.isBefore(expiresAt) ? until : expiresAt));
    }
  }
}
