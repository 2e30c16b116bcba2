package dev.sequitur.reporting.shadow;

import dev.sequitur.kit.definition.DefinitionProblem;
import dev.sequitur.kit.token.Caller;
import dev.sequitur.reporting.query.Freshness;
import dev.sequitur.reporting.query.Parameters;
import dev.sequitur.reporting.shadow.ShadowView.Counts;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Set;

/** The running difference between a rule's shadow and the version that acts. */
@Path("/api/v1/workspaces/{workspace}/rules/{name}/shadow")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ShadowResource {

  private static final Set<String> KNOWN = Set.of("limit");

  private final ShadowTrials trials;
  private final ShadowQueries queries;
  private final Freshness freshness;
  private final Caller caller;

  ShadowResource(ShadowTrials trials, ShadowQueries queries, Freshness freshness, Caller caller) {
    this.trials = trials;
    this.queries = queries;
    this.freshness = freshness;
    this.caller = caller;
  }

  /** Of the latest trial, also when it is over. {@code limit} bounds the events alone. */
  @GET
  public ShadowView find(
      @PathParam("workspace") String workspace,
      @PathParam("name") String name,
      @Context UriInfo uri) {
    caller.require("statistics:read");
    caller.require("event:read");
    var parameters = new Parameters(uri.getQueryParameters(), KNOWN);
    var limit = parameters.limit();
    parameters.check();
    var trial =
        trials
            .latest(workspace, name)
            .orElseThrow(
                () ->
                    DefinitionProblem.SHADOW_NOT_FOUND.with(
                        "No version of " + name + " ever decided as a shadow."));
    var asOf = freshness.knownUntil();
    var found = queries.find(new ShadowQueries.Asked(workspace, name, trial, limit));
    return new ShadowView(
        name,
        trial.rule(),
        trial.version(),
        trial.acting(),
        trial.since(),
        trial.until(),
        found.versions().stream()
            .map(ShadowView.OfVersion::counts)
            .reduce(Counts.NONE, Counts::plus),
        found.versions(),
        found.hours(),
        found.events(),
        asOf);
  }
}
