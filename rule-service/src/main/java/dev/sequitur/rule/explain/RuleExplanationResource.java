package dev.sequitur.rule.explain;

import dev.sequitur.kit.definition.Definitions;
import dev.sequitur.kit.token.Caller;
import dev.sequitur.rule.catalog.RuleKind;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Why a rule fired, or did not. */
@Path("/api/v1/workspaces/{workspace}/rules/{name}/explanation")
@Produces("application/json")
@RunOnVirtualThread
public class RuleExplanationResource {

  private static final WindowParameters.Bounds BOUNDS =
      new WindowParameters.Bounds(Duration.ofHours(1), 20_000, 200_000);

  private final RuleExplanations explanations;
  private final RuleKind kind;
  private final Definitions definitions;
  private final Caller caller;
  private final InstantSource clock;

  RuleExplanationResource(
      RuleExplanations explanations,
      RuleKind kind,
      Definitions definitions,
      Caller caller,
      InstantSource clock) {
    this.explanations = explanations;
    this.kind = kind;
    this.definitions = definitions;
    this.caller = caller;
    this.clock = clock;
  }

  /** The last hour if nothing is said; needs to see rules and events. */
  @GET
  public RuleExplanation explain(
      @PathParam("workspace") String workspace,
      @PathParam("name") String name,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @QueryParam("limit") @Nullable Long limit)
      throws InterruptedException {
    caller.require("rule:read");
    caller.require("event:read");
    var asked = new WindowParameters(clock.instant()).sound(from, to, limit, BOUNDS);
    return explanations.explain(
        workspace, definitions.get(workspace, kind, name), asked, caller.may("payload:read"));
  }
}
