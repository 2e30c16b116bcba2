package dev.sequitur.reporting.query;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Set;

/** Counts by the hour. */
@Path("/api/v1/workspaces/{workspace}/statistics")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class StatisticsResource {

  private static final Set<String> KNOWN = Set.of("from", "to", "rule");
  private static final Duration USUAL = Duration.ofDays(1);
  private static final Duration LONGEST = Duration.ofDays(92);

  private final StatisticsQueries statistics;
  private final Freshness freshness;
  private final InstantSource clock;

  StatisticsResource(StatisticsQueries statistics, Freshness freshness, InstantSource clock) {
    this.statistics = statistics;
    this.freshness = freshness;
    this.clock = clock;
  }

  /** The hours from {@code from} (by default a day before {@code to}) until {@code to} (now). */
  @GET
  @RolesAllowed("statistics:read")
  public Statistics hourly(@PathParam("workspace") String workspace, @Context UriInfo uri) {
    var parameters = new Parameters(uri.getQueryParameters(), KNOWN);
    var to = Objects.requireNonNullElseGet(parameters.instant("to"), clock::instant);
    var from = Objects.requireNonNullElseGet(parameters.instant("from"), () -> to.minus(USUAL));
    var rule = parameters.name("rule");
    if (from.isAfter(to)) {
      parameters.mistake("from", "OUT_OF_RANGE", "must not be after to");
    } else if (Duration.between(from, to).compareTo(LONGEST) > 0) {
      parameters.mistake("from", "OUT_OF_RANGE", "must be at most 92 days before to");
    }
    parameters.check();
    var first = from.truncatedTo(ChronoUnit.HOURS);
    var asOf = freshness.knownUntil();
    return new Statistics(
        first,
        to,
        statistics.runs(workspace, first, to, rule),
        rule == null ? statistics.events(workspace, first, to) : null,
        asOf);
  }
}
