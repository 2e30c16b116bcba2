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
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** Counts by the hour or day, with durations. */
@Path("/api/v1/workspaces/{workspace}/statistics")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class StatisticsResource {

  private static final Set<String> KNOWN = Set.of("from", "to", "rule");
  private static final Duration USUAL = Duration.ofDays(1);
  private static final Duration LONGEST = Duration.ofDays(92);

  private final StatisticsQueries statistics;
  private final SeriesQueries series;
  private final Freshness freshness;
  private final InstantSource clock;

  StatisticsResource(
      StatisticsQueries statistics,
      SeriesQueries series,
      Freshness freshness,
      InstantSource clock) {
    this.statistics = statistics;
    this.series = series;
    this.freshness = freshness;
    this.clock = clock;
  }

  /** A series if {@code by} says of what, else the counts of all rules by the hour, with events. */
  @GET
  @RolesAllowed("statistics:read")
  public Object statistics(@PathParam("workspace") String workspace, @Context UriInfo uri) {
    return uri.getQueryParameters().containsKey("by")
        ? series(workspace, uri)
        : hourly(workspace, uri);
  }

  private Series series(String workspace, UriInfo uri) {
    var query = SeriesQuery.of(uri.getQueryParameters(), clock.instant());
    var asOf = freshness.knownUntil();
    var found = series.items(workspace, query);
    var isLast = found.size() <= query.limit();
    var items = isLast ? found : found.subList(0, query.limit());
    return new Series(
        query.by().name().toLowerCase(Locale.ROOT),
        query.granularity().name().toLowerCase(Locale.ROOT),
        query.zone().getId(),
        query.from(),
        query.to(),
        items,
        isLast ? null : SeriesQuery.After.of(items.getLast()).text(),
        asOf);
  }

  /** The hours from {@code from} (by default a day before {@code to}) until {@code to} (now). */
  private Statistics hourly(String workspace, UriInfo uri) {
    var parameters = new Parameters(uri.getQueryParameters(), KNOWN);
    var to = Objects.requireNonNullElseGet(parameters.instant("to"), clock::instant);
    var from = Objects.requireNonNullElseGet(parameters.instant("from"), () -> to.minus(USUAL));
    var rule = parameters.name("rule");
    parameters.range(from, to, LONGEST);
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
