package dev.sequitur.trigger.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sequitur.kit.definition.DefinitionResource;
import dev.sequitur.kit.definition.Definitions;
import dev.sequitur.kit.definition.Documents;
import dev.sequitur.kit.definition.ManifestReader;
import dev.sequitur.kit.problem.CommonProblem;
import dev.sequitur.kit.token.Caller;
import dev.sequitur.trigger.TriggerProblem;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.InstantSource;

/** The operations on triggers. */
@Path("/api/v1/workspaces/{workspace}/triggers")
public class TriggerResource extends DefinitionResource {

  private static final String CATCH_UP = "catchUp";

  private final TriggerKind kind;
  private final Definitions definitions;
  private final Caller caller;
  private final Resumptions resumptions;
  private final InstantSource clock;
  private final UriInfo uri;

  public TriggerResource(
      TriggerKind kind,
      Definitions definitions,
      Caller caller,
      Resumptions resumptions,
      InstantSource clock,
      @Context UriInfo uri) {
    super(kind, definitions, caller);
    this.kind = kind;
    this.definitions = definitions;
    this.caller = caller;
    this.resumptions = resumptions;
    this.clock = clock;
    this.uri = uri;
  }

  /** With {@code ?catchUp=true} it is given what it has missed, before all that comes after. */
  @Override
  public Response resume(String workspace, String name) {
    caller.require(kind.permission() + ":publish");
    var trigger = definitions.get(workspace, kind, name);
    switch (resumptions.resuming(trigger.uid(), isCatchUp())) {
      case READY -> {
        // Its marks say how it goes on.
      }
      case NOT_SUSPENDED_YET ->
          throw TriggerProblem.TRIGGER_NOT_SUSPENDED.with(
              "The suspension of " + name + " is not in force on all partitions yet.");
      case READS_NO_TOPIC ->
          throw TriggerProblem.TRIGGER_READS_NO_TOPIC.with(
              name + " reads no topic: there is nothing to catch up on.");
    }
    return super.resume(workspace, name);
  }

  private boolean isCatchUp() {
    var asked = uri.getQueryParameters().getFirst(CATCH_UP);
    if (asked != null && !asked.equals("true") && !asked.equals("false")) {
      throw CommonProblem.VALIDATION_FAILED.with("catchUp is true or false.");
    }
    return "true".equals(asked);
  }

  /** When a schedule would fire next if it were published now; nothing is stored. */
  @POST
  @Path("preview")
  @Consumes({"application/json", "application/yaml", "application/x-yaml", "text/yaml"})
  public Preview preview(
      @PathParam("workspace") String workspace,
      @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
      @QueryParam("count") @DefaultValue("10") int count,
      byte[] body) {
    caller.require("trigger:read");
    return Preview.of(read(contentType, body), clock.instant(), count);
  }

  private static TriggerSpec read(String contentType, byte[] body) {
    try {
      var manifest = ManifestReader.read(Documents.one(contentType, body));
      if (manifest.manifest() == null) {
        throw CommonProblem.VALIDATION_FAILED.with("This is no manifest.", manifest.errors());
      }
      var reading = TriggerSpec.read(manifest.manifest().spec());
      if (reading.spec() == null) {
        throw CommonProblem.VALIDATION_FAILED.with("The trigger has errors.", reading.errors());
      }
      return reading.spec();
    } catch (JsonProcessingException e) {
      throw CommonProblem.MALFORMED_REQUEST.with("The document cannot be parsed.");
    }
  }
}
