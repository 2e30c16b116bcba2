package dev.sequitur.reporting.analytics;

import dev.sequitur.kit.token.Caller;
import dev.sequitur.reporting.KnownRules;
import dev.sequitur.reporting.KnownRules.Known;
import dev.sequitur.reporting.ReportingConfig;
import dev.sequitur.reporting.ReportingProblem;
import dev.sequitur.reporting.query.Freshness;
import dev.sequitur.reporting.query.Parameters;
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
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** What rules did, and which of them stand out. */
@Path("/api/v1/workspaces/{workspace}")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("statistics:read")
@RunOnVirtualThread
public class RuleAnalyticsResource {

  private static final Duration USUAL = Duration.ofDays(7);
  private static final Duration LONGEST = Duration.ofDays(92);
  private static final Duration QUIET = Duration.ofDays(30);

  private final RuleQueries queries;
  private final OverviewQueries overview;
  private final KnownRules rules;
  private final Freshness freshness;
  private final Duration quiet;
  private final Caller caller;
  private final InstantSource clock;

  RuleAnalyticsResource(
      RuleQueries queries,
      OverviewQueries overview,
      KnownRules rules,
      Freshness freshness,
      ReportingConfig config,
      Caller caller,
      InstantSource clock) {
    this.queries = queries;
    this.overview = overview;
    this.rules = rules;
    this.freshness = freshness;
    // What is older than the runs that are kept cannot be told from what never was.
    this.quiet = QUIET.compareTo(config.retention()) < 0 ? QUIET : config.retention();
    this.caller = caller;
    this.clock = clock;
  }

  /** A rule by its versions, over the hours from {@code from} until {@code to}. */
  @GET
  @Path("rules/{name}/analytics")
  public RuleAnalytics rule(
      @PathParam("workspace") String workspace,
      @PathParam("name") String name,
      @Context UriInfo uri) {
    var parameters = new Parameters(uri.getQueryParameters(), Set.of("from", "to"));
    var window = window(parameters);
    parameters.check();
    var rule = find(workspace, name);
    var asOf = freshness.knownUntil();
    return new RuleAnalytics(
        rule.name(),
        rule.uid(),
        rule.state().name(),
        rule.publishedAt(),
        window.from(),
        window.to(),
        overview.lastMatches(workspace, List.of(rule)).get(rule.uid()),
        queries.versions(workspace, rule.uid(), window),
        caller.may("run:read") ? queries.topKeys(rule, window) : null,
        asOf);
  }

  /** All rules: the noisy, the stopped and the quiet ones. */
  @GET
  @Path("rule-analytics")
  public RulesOverview all(@PathParam("workspace") String workspace, @Context UriInfo uri) {
    var parameters = new Parameters(uri.getQueryParameters(), Set.of("from", "to", "limit"));
    var window = window(parameters);
    var limit = parameters.limit();
    parameters.check();
    var asOf = freshness.knownUntil();
    var active = rules.active(workspace);
    var now = clock.instant();
    var since = now.minus(quiet);
    var found = Quietness.of(active, lastMatches(workspace, active), since, now);
    return new RulesOverview(
        window.from(),
        window.to(),
        active.size(),
        overview.noisy(workspace, window, limit).stream()
            .map(one -> noisy(workspace, one))
            .toList(),
        overview.stopped(workspace, window, limit).stream()
            .map(one -> stopped(workspace, one))
            .toList(),
        found.size(),
        found.subList(0, Math.min(found.size(), limit)),
        since,
        asOf);
  }

  private Known find(String workspace, String name) {
    return rules
        .find(workspace, name)
        .orElseThrow(
            () ->
                ReportingProblem.RULE_NOT_PUBLISHED.with(
                    "No published rule is called " + name + "."));
  }

  private Map<UUID, Instant> lastMatches(String workspace, List<Known> active) {
    return active.isEmpty() ? Map.of() : overview.lastMatches(workspace, active);
  }

  private RulesOverview.Noisy noisy(String workspace, OverviewQueries.Noisy one) {
    return new RulesOverview.Noisy(
        rules.name(workspace, one.uid()).orElse(null),
        one.uid(),
        one.matched(),
        Math.round(1_000.0 * one.matched() / one.everything()) / 1_000.0,
        one.failed(),
        one.dead(),
        one.unknown(),
        one.rejected());
  }

  private RulesOverview.Stopped stopped(String workspace, OverviewQueries.Stopped one) {
    return new RulesOverview.Stopped(
        rules.name(workspace, one.uid()).orElse(null),
        one.uid(),
        one.kind(),
        one.code(),
        one.times());
  }

  private Window window(Parameters parameters) {
    var to = Objects.requireNonNullElseGet(parameters.instant("to"), clock::instant);
    var from = Objects.requireNonNullElseGet(parameters.instant("from"), () -> to.minus(USUAL));
    parameters.range(from, to, LONGEST);
    return new Window(from.truncatedTo(ChronoUnit.HOURS), to);
  }
}
