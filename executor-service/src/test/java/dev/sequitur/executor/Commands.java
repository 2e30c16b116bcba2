package dev.sequitur.executor;

import dev.sequitur.contracts.ActionCall;
import dev.sequitur.contracts.Delivery;
import dev.sequitur.contracts.EventReference;
import dev.sequitur.contracts.Ids;
import dev.sequitur.contracts.PerformActions;
import dev.sequitur.contracts.RetryPolicy;
import dev.sequitur.contracts.Starter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes commands as rule-service does. */
public final class Commands {

  public static final RetryPolicy QUICK =
      new RetryPolicy(3, Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMinutes(1));

  private final UUID runId = UUID.randomUUID();
  private final List<ActionCall> calls = new ArrayList<>();
  private String workspace = "default";
  private String ruleName = "rule-" + runId;
  private Instant decidedAt = Instant.now();
  private String kind = "Rule";
  private @Nullable Boolean followed;
  private Duration timeout = Duration.ofSeconds(2);

  public static Commands run() {
    return new Commands();
  }

  public Commands in(String other) {
    workspace = other;
    return this;
  }

  public Commands rule(String name) {
    ruleName = name;
    return this;
  }

  /** Its event is one whose runs somebody follows. */
  public Commands followed() {
    followed = true;
    return this;
  }

  /** It carries a message to people. */
  public Commands tellingPeople() {
    kind = Starter.SUBSCRIPTION;
    return this;
  }

  /** How long an attempt of the calls that follow may take. */
  public Commands within(Duration time) {
    timeout = time;
    return this;
  }

  public Commands decidedAt(Instant instant) {
    decidedAt = instant;
    return this;
  }

  public Commands call(String uses, Map<String, @Nullable Object> with) {
    return call(uses, with, null, QUICK);
  }

  public Commands post(String url, @Nullable Delivery delivery) {
    return call(
        "http.request@1",
        Map.of("method", "POST", "url", url, "body", Map.of("a", 1)),
        delivery,
        QUICK);
  }

  public Commands call(
      String uses,
      Map<String, @Nullable Object> with,
      @Nullable Delivery delivery,
      RetryPolicy retry) {
    var step = "step" + calls.size();
    var id = Ids.command(runId, step, 0);
    calls.add(new ActionCall(id, step, 0, uses, with, delivery, retry, timeout));
    return this;
  }

  public PerformActions command() {
    var starter = new Starter(kind, new UUID(1, 2), ruleName, 1, Map.of("team", "sales"));
    var event =
        new EventReference(
            UUID.randomUUID(),
            "com.example.order",
            0,
            7,
            decidedAt,
            null,
            null,
            null,
            null,
            followed);
    return new PerformActions(
        runId, 0, workspace, starter, event, 0, decidedAt, List.copyOf(calls), Map.of());
  }
}
