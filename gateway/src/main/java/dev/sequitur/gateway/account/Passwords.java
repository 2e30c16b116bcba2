package dev.sequitur.gateway.account;

import dev.sequitur.kit.problem.CommonProblem;
import dev.sequitur.kit.problem.Violation;
import io.quarkus.elytron.security.common.BcryptUtil;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Passwords as bcrypt hashes; guessing is slow, for each user and for all together. */
@ApplicationScoped
class Passwords {

  private static final int COST = 11;
  private static final int AT_ONCE = 2;
  private static final int TRIES_A_MINUTE = 5;
  private static final int USERS_A_MINUTE = 1_000;
  private static final int SHORTEST = 12;

  /** bcrypt takes no notice of what comes after. */
  private static final int LONGEST_BYTES = 72;

  private final Map<String, AtomicInteger> tries = new ConcurrentHashMap<>();

  /**
   * Not on the requests' virtual threads: hashing never waits, so each would keep one of the few
   * carriers to itself, and whoever holds a connection or a lock of the database would wait for it
   * between any two statements.
   */
  private final ExecutorService hashing =
      Executors.newFixedThreadPool(
          AT_ONCE, Thread.ofPlatform().name("hashing-", 0).daemon().factory());

  private final String nobodys = BcryptUtil.bcryptHash("nobody has this password", COST);

  /**
   * Counts a try, whether or not there is such a user.
   *
   * @throws dev.sequitur.kit.problem.Problem TOO_MANY_REQUESTS
   */
  void slowDown(String user) {
    if (tries.size() >= USERS_A_MINUTE && !tries.containsKey(user)) {
      throw CommonProblem.TOO_MANY_REQUESTS.with("Too many sign-ins; wait a minute.");
    }
    if (tries.computeIfAbsent(user, _ -> new AtomicInteger()).incrementAndGet() > TRIES_A_MINUTE) {
      throw CommonProblem.TOO_MANY_REQUESTS.with("Too many tries for this user; wait a minute.");
    }
  }

  @Scheduled(every = "1m")
  void forgetTries() {
    tries.clear();
  }

  /** Takes the same time for a user who is not there. */
  boolean match(String password, Optional<String> hash) {
    return alone(() -> BcryptUtil.matches(password, hash.orElse(nobodys))) && hash.isPresent();
  }

  /** Hashes a new password, if it is fit to be one. */
  String hash(String password, String pointer) {
    if (password.codePointCount(0, password.length()) < SHORTEST
        || password.getBytes(StandardCharsets.UTF_8).length > LONGEST_BYTES) {
      var rule = "at least " + SHORTEST + " characters, at most " + LONGEST_BYTES + " bytes";
      throw CommonProblem.VALIDATION_FAILED.with(
          "The password is not fit.", List.of(new Violation(pointer, "UNFIT_PASSWORD", rule)));
    }
    return alone(() -> BcryptUtil.bcryptHash(password, COST));
  }

  private <T> T alone(java.util.function.Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, hashing).join();
  }

  @PreDestroy
  void stop() {
    hashing.shutdown();
  }
}
