package dev.sequitur.reporting.live;

import dev.sequitur.kit.problem.CommonProblem;
import dev.sequitur.kit.problem.Violation;
import dev.sequitur.reporting.ReportingConfig;
import dev.sequitur.reporting.ReportingProblem;
import dev.sequitur.reporting.stream.ClientStream;
import dev.sequitur.reporting.stream.ClientStreams;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** What happens in a workspace, as server-sent events. */
@Path("/api/v1/workspaces/{workspace}/live")
@RunOnVirtualThread
public class LiveResource {

  private static final Duration SETTLING = Duration.ofSeconds(5);

  private final LiveFacts facts;
  private final Listeners listeners;
  private final ClientStreams streams;
  private final ReportingConfig config;
  private final Semaphore places;

  LiveResource(
      LiveFacts facts, Listeners listeners, ClientStreams streams, ReportingConfig config) {
    this.facts = facts;
    this.listeners = listeners;
    this.streams = streams;
    this.config = config;
    this.places = new Semaphore(config.liveClients());
  }

  /** From now on, or from behind the event that the client saw last. */
  @GET
  @RolesAllowed("run:read")
  public Response live(
      @PathParam("workspace") String workspace,
      @HeaderParam("Last-Event-ID") @Nullable String lastEventId,
      @Context RoutingContext routing)
      throws InterruptedException {
    var last = number(lastEventId);
    var now = wanted(workspace);
    var content =
        streams.of(places, routing, out -> tell(workspace, last == null ? now : last, now, out));
    return Response.ok(content)
        .type("text/event-stream;charset=UTF-8")
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  private void tell(String workspace, long since, long now, ClientStream out) throws IOException {
    var listener = new Listener(workspace);
    listeners.add(listener);
    try {
      new LiveStream(facts, listener, out, config.liveHeartbeat())
          .tell(since, now, config.liveLifetime());
    } finally {
      listeners.remove(listener);
    }
  }

  /** The number from which on everything is told. */
  private long wanted(String workspace) throws InterruptedException {
    var wanted = facts.want(workspace);
    var until = System.nanoTime() + SETTLING.toNanos();
    // A batch that began before this question tells nothing; what it did is to be seen by now.
    while (wanted.begins() && !facts.isPast(workspace, wanted.transaction())) {
      if (System.nanoTime() > until) {
        throw CommonProblem.UNAVAILABLE.with("What happens cannot be told yet; try again.");
      }
      Thread.sleep(20);
    }
    return wanted.sequence();
  }

  private static @Nullable Long number(@Nullable String lastEventId) {
    if (lastEventId == null || lastEventId.isEmpty()) {
      return null;
    }
    if (!lastEventId.matches("[0-9]{1,18}")) {
      throw ReportingProblem.INVALID_PARAMETER.with(
          "Last-Event-ID is not an id of this stream.",
          List.of(
              new Violation(
                  "/header/Last-Event-ID",
                  "MALFORMED_PARAMETER",
                  "must be the id of an event that was told here")));
    }
    return Long.valueOf(lastEventId);
  }
}
