package dev.sequitur.trigger.webhook;

import dev.sequitur.kit.definition.PublishedDefinitions;
import dev.sequitur.kit.problem.CommonProblem;
import dev.sequitur.kit.problem.ProblemCode;
import dev.sequitur.kit.trace.TraceParent;
import dev.sequitur.trigger.TriggerConfig;
import dev.sequitur.trigger.TriggerProblem;
import dev.sequitur.trigger.event.InFlight;
import dev.sequitur.trigger.event.Tally;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.InstantSource;
import java.util.List;

/**
 * {@code POST /hooks/{workspace}/{path}}: a bare route on the event loop, because bodies must be
 * cut off at their limit while they come and are signed byte for byte.
 */
@ApplicationScoped
class WebhookRoute {

  private static final String PREFIX = "/hooks/";

  /**
   * Before authentication, on purpose: a webhook takes no token, and whatever a sender puts into
   * Authorization is not for us. The trigger's own verifier decides.
   */
  private static final int FIRST = -1_000;

  private final Webhooks webhooks;
  private final PublishedDefinitions definitions;
  private final Calls calls;
  private final InFlight inFlight;
  private final Tally tally;
  private final InstantSource clock;
  private final int bodyLimit;

  WebhookRoute(
      Webhooks webhooks,
      PublishedDefinitions definitions,
      Calls calls,
      InFlight inFlight,
      Tally tally,
      InstantSource clock,
      TriggerConfig config) {
    this.webhooks = webhooks;
    this.definitions = definitions;
    this.calls = calls;
    this.inFlight = inFlight;
    this.tally = tally;
    this.clock = clock;
    this.bodyLimit = config.bodyLimit();
  }

  void register(@Observes Router router) {
    router.route("/hooks/*").order(FIRST).handler(this::handle);
  }

  private void handle(RoutingContext routing) {
    var request = routing.request();
    if (request.method() != HttpMethod.POST) {
      refuse(request, CommonProblem.METHOD_NOT_ALLOWED, "A webhook is called by POST.");
      return;
    }
    if (!definitions.isRead()) {
      refuse(request, TriggerProblem.TRIGGERS_NOT_READ, "The service has just started.");
      return;
    }
    // The path as it was sent: addresses need no escapes, so no other spelling of one is known.
    var path = request.path();
    var address = path.startsWith(PREFIX) ? path.substring(PREFIX.length()) : "";
    webhooks
        .at(address, clock.instant())
        .ifPresentOrElse(
            webhook -> read(request, webhook),
            () ->
                refuse(
                    request,
                    TriggerProblem.TRIGGER_NOT_FOUND,
                    "No published trigger listens at this path, or it is suspended."));
  }

  private void read(HttpServerRequest request, Webhook webhook) {
    if (announcedLength(request) > bodyLimit) {
      refuse(request, webhook, TriggerProblem.EVENT_TOO_LARGE, tooLarge());
      return;
    }
    var place = inFlight.enter();
    if (place == null) {
      refuse(
          request, webhook, TriggerProblem.TOO_MANY_IN_FLIGHT, "The limit of requests is reached.");
      return;
    }
    var call = calls.begin(request, webhook, place, tooLarge());
    if ("100-continue".equalsIgnoreCase(request.getHeader("expect"))) {
      request.response().writeContinue();
    }
    request.exceptionHandler(_ -> call.abandoned());
    BodyReader.read(request, bodyLimit, place, call);
  }

  private String tooLarge() {
    return "A body has at most " + bodyLimit + " bytes.";
  }

  private void refuse(HttpServerRequest request, Webhook webhook, ProblemCode code, String detail) {
    calls.refused(webhook, announcedLength(request), code, detail);
    answer(request, code, detail);
  }

  private void refuse(HttpServerRequest request, ProblemCode code, String detail) {
    tally.refused(code);
    answer(request, code, detail);
  }

  private static void answer(HttpServerRequest request, ProblemCode code, String detail) {
    BodyReader.discard(request);
    var trace = TraceParent.continued(request.getHeader("traceparent"));
    Answer.problem(request.response(), code, detail, List.of(), trace);
  }

  private static long announcedLength(HttpServerRequest request) {
    try {
      var length = request.getHeader("content-length");
      return length == null ? Target.UNKNOWN : Long.parseLong(length);
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE;
    }
  }
}
