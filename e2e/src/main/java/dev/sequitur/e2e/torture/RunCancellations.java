package dev.sequitur.e2e.torture;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequitur.e2e.rig.Api;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/** Somebody who cancels runs that are under way, and insists until he is answered. */
final class RunCancellations {

  private static final String RUNNING = "/runs?state=RUNNING&limit=100";
  private static final int PAUSE_MILLIS = 400;

  private final Api api;
  private final Random random;
  private final Map<String, Integer> asked = new ConcurrentHashMap<>();

  RunCancellations(Api api, long seed) {
    this.api = api;
    this.random = new Random(seed);
  }

  /** Cancels one run after the other. */
  void run(Duration time) throws InterruptedException {
    var until = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < until) {
      try {
        var running = api.get(RUNNING).expect(200).json().path("items");
        if (!running.isEmpty()) {
          cancel(running.get(random.nextInt(running.size())));
        }
      } catch (RuntimeException e) {
        // What is needed for it is down; so it would be for an operator, who tries another one
        // later.
        Thread.sleep(PAUSE_MILLIS);
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  /** Each run that he wanted cancelled, and how many effects ended by it as he was answered. */
  Map<String, Integer> asked() {
    return Map.copyOf(asked);
  }

  private void cancel(JsonNode run) throws InterruptedException {
    var id = run.path("runId").asText();
    // Noted before: if no answer comes, it may have happened all the same.
    asked.putIfAbsent(id, 0);
    var path = "/runs/" + id + "/cancellation";
    var answer =
        Insistence.on(() -> known(api.post(path, "application/json", "{\"reason\":\"torture\"}")));
    if (answer.status() == 202) {
      asked.merge(id, answer.json().path("cancelled").asInt(), Integer::sum);
    }
  }

  /** A run is known to those who show it before the ledger has it. */
  private static Api.Answer known(Api.Answer answer) {
    return answer.status() == 404 ? answer : answer.expect(202);
  }
}
