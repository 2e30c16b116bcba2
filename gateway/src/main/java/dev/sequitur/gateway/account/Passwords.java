package dev.sequitur.gateway.account;

import dev.sequitur.kit.problem.CommonProblem;
import dev.sequitur.kit.problem.Violation;
import io.quarkus.elytron.security.common.BcryptUtil;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** Passwords as bcrypt hashes; guessing is slow, for each user and for all together. */
@ApplicationScoped
class Passwords {

  private static final int COST = 11;
  private static final int TRIES_A_MINUTE = 5;
  private static final int USERS_A_MINUTE = 1_000;
  private static final int SHORTEST = 12;

  /** bcrypt takes no notice of what comes after. */
  private static final int LONGEST_BYTES = 72;

  private final Map<String, AtomicInteger> tries = new ConcurrentHashMap<>();
  private final Semaphore hashing = new Semaphore(2);
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
    hashing.acquireUninterruptibly();
    try {
      return work.get();
    } finally {
      hashing.release();
    }
  }
}
