package dev.sequitur.rule.backtest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequitur.kit.definition.Definitions;
import dev.sequitur.kit.problem.CommonProblem;
import dev.sequitur.kit.token.Caller;
import dev.sequitur.rule.backtest.domain.Shown;
import dev.sequitur.rule.catalog.RuleKind;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rules tried on events of the past. */
@Path("/api/v1/workspaces/{workspace}/rules/{name}/backtests")
@Produces("application/json")
@RunOnVirtualThread
public class BacktestResource {

  private final Backtests backtests;
  private final BacktestRunner runner;
  private final RuleKind kind;
  private final Definitions definitions;
  private final Caller caller;
  private final InstantSource clock;

  BacktestResource(
      Backtests backtests,
      BacktestRunner runner,
      RuleKind kind,
      Definitions definitions,
      Caller caller,
      InstantSource clock) {
    this.backtests = backtests;
    this.runner = runner;
    this.kind = kind;
    this.definitions = definitions;
    this.caller = caller;
    this.clock = clock;
  }

  /** A page of backtests, without their results. */
  public record Page(List<Backtest> items, @Nullable UUID next) {}

  /** A page of events that a backtest shows. */
  public record EventPage(List<JsonNode> items, @Nullable Integer next) {}

  @POST
  @Consumes("application/json")
  public Response add(
      @PathParam("workspace") String workspace,
      @PathParam("name") String name,
      @Nullable JsonNode body) {
    caller.require("rule:write");
    caller.require("event:read");
    if (body == null || !body.isObject()) {
      throw CommonProblem.MALFORMED_REQUEST.with("An object is expected.");
    }
    var rule = definitions.get(workspace, kind, name);
    var request =
        new RequestReader(kind, workspace, rule, definitions.versions(workspace, kind, name))
            .read(body, clock.instant());
    var of = new Backtests.OfRule(workspace, rule.uid());
    var id = backtests.add(of, request, caller.principal());
    runner.begin();
    return Response.status(202).entity(found(of, id)).build();
  }

  @GET
  public Page list(
      @PathParam("workspace") String workspace,
      @PathParam("name") String name,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @DefaultValue("100") int limit) {
    require();
    BacktestParameters.requireLimit(limit);
    var from = after == null ? null : BacktestParameters.id(after);
    var found = backtests.list(rule(workspace, name), from, limit + 1);
    var items = found.stream().limit(limit).toList();
    return new Page(items, found.size() > limit ? items.getLast().id() : null);
  }

  @GET
  @Path("{id}")
  public Backtest get(
      @PathParam("workspace") String workspace,
      @PathParam("name") String name,
      @PathParam("id") String id) {
    require();
    return found(rule(workspace, name), BacktestParameters.id(id));
  }

  /** Events of one kind, in the order in which they were found. */
  @GET
  @Path("{id}/events")
  public EventPage events(
      @PathParam("workspace") String workspace,
      @PathParam("name") String name,
      @PathParam("id") String id,
      @QueryParam("kind") @DefaultValue("matched") String kindName,
      @QueryParam("after") @DefaultValue("0") int after,
      @QueryParam("limit") @DefaultValue("100") int limit) {
    require();
    BacktestParameters.requireLimit(limit);
    var shown =
        Shown.Kind.of(kindName)
            .orElseThrow(
                () ->
                    CommonProblem.VALIDATION_FAILED.with(
                        "kind is matched, rejected, added, removed or changed."));
    var backtest = found(rule(workspace, name), BacktestParameters.id(id));
    var found = backtests.events(workspace, backtest.id(), shown.name(), after, limit + 1);
    var items = found.stream().limit(limit).toList();
    return new EventPage(
        items.stream().map(one -> forCaller(one.detail())).toList(),
        found.size() > limit ? items.getLast().number() : null);
  }

  @POST
  @Path("{id}/cancellation")
  public Response cancel(
      @PathParam("workspace") String workspace,
      @PathParam("name") String name,
      @PathParam("id") String id) {
    caller.require("rule:write");
    var of = rule(workspace, name);
    var backtest = found(of, BacktestParameters.id(id));
    if (!backtests.cancel(of, backtest.id())) {
      throw BacktestProblem.BACKTEST_OVER.with("It is " + backtest.state() + " already.");
    }
    return Response.status(202).entity(found(of, backtest.id())).build();
  }

  private void require() {
    caller.require("rule:read");
    caller.require("event:read");
  }

  private Backtests.OfRule rule(String workspace, String name) {
    return new Backtests.OfRule(workspace, definitions.get(workspace, kind, name).uid());
  }

  private Backtest found(Backtests.OfRule rule, UUID id) {
    var backtest =
        backtests
            .find(rule, id)
            .orElseThrow(
                () -> BacktestProblem.BACKTEST_NOT_FOUND.with("There is no backtest " + id + "."));
    if (backtest.result() != null) {
      forCaller(backtest.result());
    }
    return backtest;
  }

  /** What events hold is for those who may see payloads; the node is changed in place. */
  private JsonNode forCaller(JsonNode node) {
    if (!caller.may("payload:read")) {
      PayloadMask.hide(node);
    }
    return node;
  }
}
