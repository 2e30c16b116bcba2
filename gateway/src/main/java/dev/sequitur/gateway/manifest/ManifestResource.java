package dev.sequitur.gateway.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequitur.gateway.GatewayProblem;
import dev.sequitur.gateway.access.Current;
import dev.sequitur.gateway.access.Grant;
import dev.sequitur.gateway.token.InternalTokens;
import dev.sequitur.kit.problem.CommonProblem;
import dev.sequitur.kit.trace.TraceContext;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Applies many manifests at once. */
@Path("/api/v1/workspaces/{workspace}/manifests")
@RunOnVirtualThread
public class ManifestResource {

  private final Coordination coordination;
  private final InternalTokens tokens;
  private final Current current;
  private final TraceContext trace;

  ManifestResource(
      Coordination coordination, InternalTokens tokens, Current current, TraceContext trace) {
    this.coordination = coordination;
    this.tokens = tokens;
    this.current = current;
    this.trace = trace;
  }

  /** What became of the documents, in the order in which they came. */
  public record Applied(List<OwnerAnswer.Result> documents) {}

  @POST
  @Consumes({"application/yaml", "application/x-yaml", "text/yaml", "application/json"})
  public Applied apply(
      @PathParam("workspace") String workspace,
      @QueryParam("publish") boolean publish,
      @QueryParam("dryRun") boolean dryRun,
      @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
      byte[] body) {
    var documents = read(contentType, body);
    var identity = current.identity();
    var grant = new Grant(Objects.requireNonNull(identity.in(workspace)), identity.scope());
    var token = tokens.header(identity.principal(), workspace, grant);
    var caller = new OwnerClient.Caller(workspace, token, trace.traceParent());
    var bundle = new Coordination.Bundle(documents, Parts.of(workspace, documents), caller);
    return new Applied(coordination.apply(bundle, dryRun, publish));
  }

  private static List<JsonNode> read(@Nullable String contentType, byte[] body) {
    if (contentType == null) {
      throw CommonProblem.UNSUPPORTED_MEDIA_TYPE.with("Say application/yaml or application/json.");
    }
    if (body.length > ManifestText.MOST_BYTES) {
      throw CommonProblem.PAYLOAD_TOO_LARGE.with(
          "Manifests may have at most " + ManifestText.MOST_BYTES + " bytes together.");
    }
    try {
      var documents =
          contentType.contains("yaml") ? ManifestText.yaml(body) : ManifestText.json(body);
      if (documents.isEmpty()) {
        throw GatewayProblem.MANIFESTS_UNREADABLE.with("There is no document.");
      }
      return documents;
    } catch (UnreadableManifestsException e) {
      throw GatewayProblem.MANIFESTS_UNREADABLE.with(String.valueOf(e.getMessage()) + ".");
    }
  }
}
