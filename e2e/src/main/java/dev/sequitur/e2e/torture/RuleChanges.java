package dev.sequitur.e2e.torture;

import dev.sequitur.e2e.rig.Api;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Somebody who publishes, suspends, resumes and deletes rules, and insists on each change. */
final class RuleChanges {

  private static final int BUNDLE = 200;
  private static final int CHANGED_AT_ONCE = 10;
  private static final int PAUSE_MILLIS = 300;

  private final Api api;
  private final ManyRules many;
  private final int sinkPort;
  private final Random random;
  private final Map<String, Integer> promised = new ConcurrentHashMap<>();
  private final Set<Integer> suspended = new HashSet<>();

  /** Not to be touched again: deleted, or nobody knows what became of their change. */
  private final Set<Integer> done = new HashSet<>();

  private final Map<String, Integer> made = new TreeMap<>();

  /**
   * @param sinkPort where the targets of rules listen
   */
  RuleChanges(Api api, ManyRules many, int sinkPort, long seed) {
    this.api = api;
    this.many = many;
    this.sinkPort = sinkPort;
    this.random = new Random(seed);
  }

  /** Publishes all of them, before anything is broken. */
  void begin() {
    for (int from = 0; from < many.count(); from += BUNDLE) {
      var to = Math.min(from + BUNDLE, many.count());
      publish(ManyRules.first(from, to, sinkPort)).expect(200);
      for (int number = from; number < to; number++) {
        promise(number, 1);
      }
    }
  }

  /** Makes one change after the other. */
  void run(Duration time) throws InterruptedException {
    var until = System.nanoTime() + time.toNanos();
    while (many.count() > 0 && System.nanoTime() < until) {
      switch (random.nextInt(10)) {
        case 0, 1 -> suspend(many.draw(random));
        case 2, 3 -> suspended.stream().findAny().ifPresent(this::resume);
        case 4 -> delete(random.nextInt(many.count()));
        default -> change();
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  /** The highest version of each rule whose publication was answered with success. */
  Map<String, Integer> promised() {
    return Map.copyOf(promised);
  }

  /** How many changes of each sort were made. */
  Map<String, Integer> made() {
    return made;
  }

  private void change() {
    var next = new TreeMap<Integer, Integer>();
    for (int i = 0; i < CHANGED_AT_ONCE; i++) {
      var number = many.draw(random);
      if (!done.contains(number)) {
        next.put(number, promised.getOrDefault(ManyRules.name(number), 1) + 1);
      }
    }
    if (next.isEmpty()) {
      return;
    }
    var yaml =
        next.entrySet().stream()
            .map(one -> ManyRules.rule(one.getKey(), one.getValue(), sinkPort))
            .collect(Collectors.joining("---\n"));
    if (make("published", new TreeSet<>(next.keySet()), () -> publish(yaml).expect(200))) {
      next.forEach(this::promise);
    }
  }

  private void suspend(int number) {
    if (!done.contains(number) && suspended.add(number)) {
      make(
          "suspended",
          Set.of(number),
          () -> api.put(path(number), "application/json", "").expect(200));
    }
  }

  private void resume(int number) {
    suspended.remove(number);
    make("resumed", Set.of(number), () -> api.delete(path(number)).expect(200));
  }

  private void delete(int number) {
    if (done.add(number)) {
      suspended.remove(number);
      make("deleted", Set.of(number), () -> gone(number));
    }
  }

  /** Who asks again, because he did not hear the answer, finds nothing more to delete. */
  private Api.Answer gone(int number) {
    var answer = api.delete("/rules/" + ManyRules.name(number));
    return answer.status() == 404 ? answer : answer.expect(204);
  }

  private boolean make(String sort, Set<Integer> rules, Supplier<Api.Answer> call) {
    try {
      Insistence.on(call);
      made.merge(sort, rules.size(), Integer::sum);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      System.out.printf("  !! %s not %s: %s%n", rules, sort, e);
    }
    done.addAll(rules);
    suspended.removeAll(rules);
    return false;
  }

  private void promise(int number, int version) {
    promised.put(ManyRules.name(number), version);
  }

  private Api.Answer publish(String yaml) {
    return api.post("/manifests?publish=true", "application/yaml", yaml);
  }

  private static String path(int number) {
    return "/rules/" + ManyRules.name(number) + "/suspension";
  }
}
