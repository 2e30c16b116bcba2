package dev.sequitur.trigger.eventtype;

import dev.sequitur.kit.definition.DefinitionResource;
import dev.sequitur.kit.definition.Definitions;
import dev.sequitur.kit.token.Caller;
import dev.sequitur.trigger.eventtype.domain.Inference;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The operations on event types. */
@Path("/api/v1/workspaces/{workspace}/event-types")
public class EventTypeResource extends DefinitionResource {

  private final EventTypeKind kind;
  private final Caller caller;

  public EventTypeResource(EventTypeKind kind, Definitions definitions, Caller caller) {
    super(kind, definitions, caller);
    this.kind = kind;
    this.caller = caller;
  }

  /** The event type that samples suggest, as a manifest that can be saved; nothing is stored. */
  @POST
  @Path("inference")
  @Consumes("application/json")
  public Map<String, @Nullable Object> infer(
      @PathParam("workspace") String workspace, byte[] body) {
    caller.require(kind.permission() + ":read");
    var asked = InferenceRequest.read(body);
    var spec = new LinkedHashMap<String, @Nullable Object>();
    spec.put("type", asked.type());
    spec.put("schema", Inference.schema(asked.samples(), asked.closed()));
    spec.put("samples", asked.samples().stream().limit(InferenceRequest.KEPT).toList());
    var manifest = new LinkedHashMap<String, @Nullable Object>();
    manifest.put("apiVersion", "sequitur.dev/v1");
    manifest.put("kind", EventTypeKind.NAME);
    manifest.put("metadata", Map.of("name", asked.name()));
    manifest.put("spec", spec);
    return manifest;
  }
}
