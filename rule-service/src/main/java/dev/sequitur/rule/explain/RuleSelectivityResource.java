package dev.sequitur.rule.explain;

import dev.sequitur.kit.definition.Definitions;
import dev.sequitur.kit.definition.PublishedDefinitions;
import dev.sequitur.kit.token.Caller;
import dev.sequitur.rule.catalog.RuleHistory;
import dev.sequitur.rule.catalog.RuleKind;
import dev.sequitur.rule.past.EventLog;
import dev.sequitur.rule.past.LogWindow;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * How often a rule's condition and its parts are true, and what deciding costs: an estimate by a
 * bounded look back at the log, made when somebody asks. Nothing is measured while events are
 * decided live.
 */
@Path("/api/v1/workspaces/{workspace}/rules/{name}/selectivity")
@Produces("application/json")
@RunOnVirtualThread
public class RuleSelectivityResource {

  private static final WindowParameters.Bounds BOUNDS =
      new WindowParameters.Bounds(Duration.ofHours(24), 20_000, 200_000);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final EventLog log;
  private final PublishedDefinitions published;
  private final RuleHistory history;
  private final RuleKind kind;
  private final Definitions definitions;
  private final Caller caller;
  private final InstantSource clock;

  RuleSelectivityResource(
      EventLog log,
      PublishedDefinitions published,
      RuleHistory history,
      RuleKind kind,
      Definitions definitions,
      Caller caller,
      InstantSource clock) {
    this.log = log;
    this.published = published;
    this.history = history;
    this.kind = kind;
    this.definitions = definitions;
    this.caller = caller;
    this.clock = clock;
  }

  /** The latest records of the last day if nothing is said; needs to see rules and events. */
  @GET
  public RuleSelectivity sample(
      @PathParam("workspace") String workspace,
      @PathParam("name") String name,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @QueryParam("limit") @Nullable Long limit)
      throws InterruptedException {
    caller.require("rule:read");
    caller.require("event:read");
    var asked = new WindowParameters(clock.instant()).sound(from, to, limit, BOUNDS);
    var rule = definitions.get(workspace, kind, name);
    published.awaitCertainty(asked.to());
    try (var window = log.open("rule-selectivity", asked)) {
      var extent = window.extent();
      var sampling =
          new Sampling(
              workspace, Timeline.of(history, workspace, rule.uid(), extent.from(), extent.to()));
      boolean complete = read(window, sampling);
      return new RuleSelectivity(
          rule.draft().name(),
          rule.uid(),
          true,
          RuleExplanation.Window.of(extent, complete),
          sampling.events(window.read()),
          sampling.versions());
    }
  }

  private static boolean read(LogWindow window, Sampling sampling) {
    var begun = System.nanoTime();
    while (window.next(sampling::look)) {
      if (System.nanoTime() - begun > PATIENCE.toNanos()) {
        return false;
      }
    }
    return true;
  }
}
