package dev.sequitur.gateway.route;

import dev.sequitur.gateway.GatewayProblem;
import dev.sequitur.gateway.access.Access;
import dev.sequitur.gateway.access.Authentication;
import dev.sequitur.gateway.access.Claim;
import dev.sequitur.gateway.access.Current;
import dev.sequitur.gateway.access.Denials;
import dev.sequitur.gateway.access.Grant;
import dev.sequitur.gateway.access.Identity;
import dev.sequitur.gateway.access.Roles;
import dev.sequitur.gateway.token.InternalTokens;
import dev.sequitur.kit.problem.CommonProblem;
import dev.sequitur.kit.problem.ProblemCode;
import dev.sequitur.kit.trace.TraceParent;
import io.vertx.core.AsyncResult;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Every request passes here first, before anything else of the HTTP server: which operation it
 * means, who asks, whether they may. Only then it goes on, to its owner or to one of the gateway's
 * own resources.
 */
@ApplicationScoped
class FrontDoor {

  private static final Logger LOG = Logger.getLogger(FrontDoor.class);
  private static final int BEFORE_ALL = -10_000;
  private static final String TRACE_PARENT = "traceparent";

  private final Routes routes = new Routes(RouteFile.read());
  private final Authentication authentication;
  private final Roles roles;
  private final InternalTokens tokens;
  private final Forwarder forwarder;
  private final Refusals refusals;
  private final Denials denials;
  private final Pace pace;

  FrontDoor(
      Authentication authentication,
      Roles roles,
      InternalTokens tokens,
      Forwarder forwarder,
      Refusals refusals,
      Denials denials,
      Pace pace) {
    this.authentication = authentication;
    this.roles = roles;
    this.tokens = tokens;
    this.forwarder = forwarder;
    this.refusals = refusals;
    this.denials = denials;
    this.pace = pace;
  }

  void open(@Observes Router router) {
    router.route().order(BEFORE_ALL).handler(this::enter).failureHandler(this::broken);
  }

  private void enter(RoutingContext context) {
    var request = context.request();
    var path = Paths.raw(request.uri());
    request.headers().set(TRACE_PARENT, TraceParent.continued(request.getHeader(TRACE_PARENT)));
    var match = routes.find(request.method(), path);
    if (match != null && match.route().isIngest()) {
      if (pace.letsIngest(request, match)) {
        forwarder.forward(request, match.route(), null);
      }
      return;
    }
    ProtectiveHeaders.addTo(request.response().headers(), path);
    if (MethodOverride.isTried(request)) {
      refusals.refuse(
          request,
          GatewayProblem.METHOD_OVERRIDE_REFUSED,
          GatewayProblem.METHOD_OVERRIDE_REFUSED.title());
    } else if (match != null && match.route().isPublic()) {
      answerOurselves(context, match.route());
    } else if (match != null || Paths.isApi(path)) {
      request.pause();
      authentication.of(request).onComplete(claim -> claimed(context, path, match, claim));
    } else {
      unknown(request, path);
    }
  }

  private void claimed(
      RoutingContext context, String path, @Nullable Match match, AsyncResult<Claim> claim) {
    var request = context.request();
    if (claim.failed()) {
      LOG.debugf("nobody can be signed in now: %s", claim.cause());
      refusals.refuse(request, CommonProblem.UNAVAILABLE, CommonProblem.UNAVAILABLE.title());
      return;
    }
    switch (claim.result()) {
      case Claim.Missing() ->
          refusals.refuse(
              request,
              CommonProblem.UNAUTHENTICATED,
              "Send an API key as Authorization: Bearer, or sign in.");
      case Claim.Refused refused -> {
        if (refused.code().status() == CommonProblem.UNAUTHENTICATED.status()) {
          note(request, refused.workspace(), refused.principal(), refused.code());
        }
        refusals.refuse(request, refused.code(), refused.detail());
      }
      case Claim.Known(var identity) -> known(context, path, match, identity);
    }
  }

  private void known(
      RoutingContext context, String path, @Nullable Match match, Identity identity) {
    var request = context.request();
    if (!pace.letsCaller(request, identity)) {
      return;
    }
    if (match == null) {
      unknown(request, path);
    } else if (Browsers.mayHaveBeenTricked(request, identity)) {
      deny(request, identity.home(), identity, GatewayProblem.CSRF_HEADER_MISSING);
    } else {
      var workspace = match.route().where(match.workspace());
      switch (Access.decide(match.route().needed(), workspace, identity, roles)) {
        case Access.Granted(var grant) -> admit(context, match, identity, grant);
        case Access.Hidden() -> deny(request, identity.home(), identity, CommonProblem.NOT_FOUND);
        case Access.Forbidden() ->
            deny(request, Objects.requireNonNull(workspace), identity, CommonProblem.FORBIDDEN);
        case Access.OutOfScope() ->
            deny(
                request,
                Objects.requireNonNull(workspace),
                identity,
                GatewayProblem.KEY_OUT_OF_SCOPE);
      }
    }
  }

  private void admit(
      RoutingContext context, Match match, Identity identity, @Nullable Grant grant) {
    if (!pace.letsOperation(context.request(), match)) {
      return;
    }
    if (match.route().owner() == Owner.GATEWAY) {
      Current.set(context, identity);
      answerOurselves(context, match.route());
    } else {
      var workspace = Objects.requireNonNull(match.workspace());
      var token = tokens.header(identity.principal(), workspace, Objects.requireNonNull(grant));
      forwarder.forward(context.request(), match.route(), token);
    }
  }

  private void answerOurselves(RoutingContext context, Route route) {
    var length = BodyLength.of(context.request());
    if (length != BodyLength.UNKNOWN && length > route.limit()) {
      refusals.refuse(
          context.request(), CommonProblem.PAYLOAD_TOO_LARGE, Forwarder.tooLarge(route));
    } else {
      context.next();
    }
  }

  private void unknown(HttpServerRequest request, String path) {
    var offered = routes.methodsAt(path);
    if (offered.isEmpty()) {
      refusals.refuse(request, CommonProblem.NOT_FOUND, "There is no such operation.");
      return;
    }
    request.response().putHeader("Allow", String.join(", ", offered));
    if (HttpMethod.OPTIONS.equals(request.method())) {
      request.response().setStatusCode(204).end();
      request.resume();
    } else {
      refusals.refuse(
          request,
          CommonProblem.NOT_FOUND,
          "There is no such operation; this path offers " + String.join(", ", offered) + ".");
    }
  }

  private void deny(
      HttpServerRequest request, String workspace, Identity identity, ProblemCode code) {
    note(request, workspace, identity.principal(), code);
    refusals.refuse(request, code, code.title());
  }

  private void note(
      HttpServerRequest request, String workspace, String principal, ProblemCode code) {
    var operation = request.method() + " " + Paths.shown(request.uri());
    var address = request.remoteAddress();
    var from = address == null ? "unknown" : String.valueOf(address.hostAddress());
    denials.note(workspace, principal, operation, code.name(), from);
  }

  private void broken(RoutingContext context) {
    var code = CommonProblem.ofStatus(context.statusCode() < 400 ? 500 : context.statusCode());
    if (code.status() >= 500) {
      LOG.errorf(context.failure(), "a request failed");
    }
    refusals.refuse(context.request(), code, code.title());
  }
}
