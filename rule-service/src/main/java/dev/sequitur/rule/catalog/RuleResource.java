package dev.sequitur.rule.catalog;

import dev.sequitur.kit.definition.DefinitionResource;
import dev.sequitur.kit.definition.DefinitionVersion;
import dev.sequitur.kit.definition.Definitions;
import dev.sequitur.kit.definition.Manifest;
import dev.sequitur.kit.token.Caller;
import dev.sequitur.rule.shadow.ShadowRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules over HTTP: drafts, publication, shadows, suspension, versions. */
@Path("/api/v1/workspaces/{workspace}/rules")
@Produces("application/json")
@RunOnVirtualThread
public class RuleResource extends DefinitionResource {

  private final RuleKind kind;
  private final Definitions definitions;
  private final Caller caller;

  public RuleResource(RuleKind kind, Definitions definitions, Caller caller) {
    super(kind, definitions, caller);
    this.kind = kind;
    this.definitions = definitions;
    this.caller = caller;
  }

  /**
   * With {@code {"version": …}}, or without a body: then it is the draft, published as a shadow.
   */
  @POST
  @Path("{name}/shadow")
  public Response shadow(
      @PathParam("workspace") String workspace,
      @PathParam("name") String name,
      @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
      byte @Nullable [] body) {
    caller.require("rule:publish");
    var asked =
        body == null || body.length == 0
            ? ShadowRequest.DRAFT
            : ShadowRequest.of(parse(contentType, body));
    var version = asked.version();
    var tried =
        version == null
            ? List.of(definitions.get(workspace, kind, name).draft())
            : version(workspace, name, version);
    tried.forEach(manifest -> stillValid(workspace, manifest));
    return view(workspace, definitions.shadow(author(), kind, name, version), 200);
  }

  @DELETE
  @Path("{name}/shadow")
  public Response withdraw(
      @PathParam("workspace") String workspace, @PathParam("name") String name) {
    caller.require("rule:publish");
    return view(workspace, definitions.withdraw(author(), kind, name), 200);
  }

  /** The shadow acts from now on; what is asked of it is what is asked at a publication. */
  @POST
  @Path("{name}/promotion")
  public Response promote(
      @PathParam("workspace") String workspace, @PathParam("name") String name) {
    caller.require("rule:publish");
    var shadow = definitions.shadowOf(workspace, kind, name);
    stillValid(workspace, shadow.manifest());
    return view(workspace, definitions.promote(author(), kind, name, shadow.version()), 200);
  }

  /** Empty if there is none of that number. */
  private List<Manifest> version(String workspace, String name, int number) {
    return definitions.versions(workspace, kind, name).stream()
        .filter(one -> one.version() == number)
        .map(DefinitionVersion::manifest)
        .toList();
  }
}
