package dev.sequitur.gateway.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequitur.contracts.Wire;
import dev.sequitur.gateway.route.Owner;
import dev.sequitur.gateway.route.Upstreams;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Asks owners to check or to store their part of a bundle. */
@ApplicationScoped
class OwnerClient {

  private static final int PATIENCE_SECONDS = 20;

  /** Whom the owner serves: the internal token, and the trace. */
  record Caller(String workspace, String authorization, String traceParent) {}

  private record Body(List<Parts.Indexed> documents, List<JsonNode> bundle) {}

  private final Upstreams upstreams;

  OwnerClient(Upstreams upstreams) {
    this.upstreams = upstreams;
  }

  /**
   * Sends a part.
   *
   * @param query {@code dryRun=true} or what is to be done
   * @return never fails: an owner that does not answer is an answer, too
   */
  Future<OwnerAnswer> ask(
      Owner owner, List<Parts.Indexed> part, List<JsonNode> bundle, String query, Caller caller) {
    var uri = "/api/v1/workspaces/" + caller.workspace() + "/manifests?" + query;
    return upstreams
        .of(owner)
        .exchange(HttpMethod.POST, uri, request -> send(request, new Body(part, bundle), caller))
        .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .otherwise(OwnerAnswer.none());
  }

  private static Future<OwnerAnswer> send(HttpClientRequest request, Body body, Caller caller) {
    request.putHeader(HttpHeaders.AUTHORIZATION, caller.authorization());
    request.putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
    request.putHeader("traceparent", caller.traceParent());
    return request
        .send(Buffer.buffer(Wire.write(body)))
        .compose(
            answer ->
                answer.body().map(bytes -> OwnerAnswer.of(answer.statusCode(), bytes.getBytes())));
  }
}
