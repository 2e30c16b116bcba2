package dev.sequitur.gateway.limit;

import dev.sequitur.gateway.GatewayConfig;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * How much each caller and each workspace may ask for. Events and everything else of a workspace
 * are counted apart: a storm of webhooks, which anybody can send, locks nobody out. Each replica
 * counts for itself.
 */
@ApplicationScoped
public class Limits {

  private final Buckets callers;
  private final Buckets workspaces;
  private final Buckets events;
  private final Counter callersRefused;
  private final Counter workspacesRefused;
  private final Counter eventsRefused;

  Limits(GatewayConfig config, MeterRegistry meters) {
    var limits = config.limits();
    var burst = limits.burst().toNanos();
    var now = System.nanoTime();
    this.callers = new Buckets(limits.callerRate(), burst, now);
    this.workspaces = new Buckets(limits.workspaceRate(), burst, now);
    this.events = new Buckets(limits.eventRate(), burst, now);
    this.callersRefused = meters.counter("sequitur.gateway.limited", "by", "caller");
    this.workspacesRefused = meters.counter("sequitur.gateway.limited", "by", "workspace");
    this.eventsRefused = meters.counter("sequitur.gateway.limited", "by", "events");
  }

  /** A request of an account or key: 0, or how many nanoseconds it comes too early. */
  public long caller(String quota) {
    return counted(callers.take(quota, System.nanoTime()), callersRefused);
  }

  /** A request about a workspace, of somebody who may make it. */
  public long request(String workspace) {
    return counted(workspaces.take(workspace, System.nanoTime()), workspacesRefused);
  }

  /** A webhook, or a request that brings events. */
  public long event(String workspace) {
    return counted(events.take(workspace, System.nanoTime()), eventsRefused);
  }

  @Scheduled(every = "10s")
  void forgetFull() {
    var now = System.nanoTime();
    callers.forgetFull(now);
    workspaces.forgetFull(now);
    events.forgetFull(now);
  }

  private static long counted(long wait, Counter refused) {
    if (wait > 0) {
      refused.increment();
    }
    return wait;
  }
}
