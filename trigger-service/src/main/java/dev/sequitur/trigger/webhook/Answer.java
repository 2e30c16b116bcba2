package dev.sequitur.trigger.webhook;

import dev.sequitur.contracts.Wire;
import dev.sequitur.kit.problem.ProblemCode;
import dev.sequitur.kit.problem.ProblemDocument;
import dev.sequitur.kit.problem.Violation;
import dev.sequitur.kit.trace.TraceParent;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes answers; on the connection's event loop. */
final class Answer {

  private Answer() {}

  static void accepted(HttpServerResponse response, UUID eventId) {
    json(response, "{\"eventId\":\"" + eventId + "\"}");
  }

  static void filtered(HttpServerResponse response, @Nullable String code) {
    var reason = code == null ? "" : ",\"code\":\"" + code + "\"";
    json(response, "{\"eventId\":null,\"filtered\":true" + reason + "}");
  }

  static void challenge(HttpServerResponse response, String challenge) {
    if (!response.closed() && !response.ended()) {
      response
          .setStatusCode(200)
          .putHeader("Content-Type", "application/json")
          .end(Buffer.buffer(Wire.write(Map.of("challenge", challenge))));
    }
  }

  static void problem(
      HttpServerResponse response,
      ProblemCode code,
      String detail,
      List<Violation> errors,
      String traceParent) {
    if (response.closed() || response.ended()) {
      return;
    }
    response.setStatusCode(code.status());
    switch (code.status()) {
      case 401 -> response.putHeader("WWW-Authenticate", "Signature");
      case 405 -> response.putHeader("Allow", "POST");
      case 503 -> response.putHeader("Retry-After", "1");
      default -> {
        // Nothing else to be said in headers.
      }
    }
    var document = ProblemDocument.of(code, detail, TraceParent.traceId(traceParent), errors);
    response.putHeader("Content-Type", ProblemDocument.MEDIA_TYPE);
    response.end(Buffer.buffer(Wire.write(document)));
  }

  private static void json(HttpServerResponse response, String body) {
    if (!response.closed() && !response.ended()) {
      response.setStatusCode(202).putHeader("Content-Type", "application/json").end(body);
    }
  }
}
