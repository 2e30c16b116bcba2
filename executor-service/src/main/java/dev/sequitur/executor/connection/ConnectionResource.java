package dev.sequitur.executor.connection;

import dev.sequitur.kit.definition.DefinitionResource;
import dev.sequitur.kit.definition.Definitions;
import dev.sequitur.kit.definition.Manifest;
import dev.sequitur.kit.token.Caller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;

/** Connections: drafts, publication, suspension, versions, and tests of them. */
@Path("/api/v1/workspaces/{workspace}/connections")
@RunOnVirtualThread
public class ConnectionResource extends DefinitionResource {

  private final ConnectionKind kind;
  private final Definitions definitions;
  private final ConnectionTests tests;
  private final Caller caller;

  public ConnectionResource(
      ConnectionKind kind, Definitions definitions, ConnectionTests tests, Caller caller) {
    super(kind, definitions, caller);
    this.kind = kind;
    this.definitions = definitions;
    this.tests = tests;
    this.caller = caller;
  }

  /** Tests the draft as it is stored: 200 either way, for a failure is what was asked for. */
  @POST
  @Path("{name}/tests")
  public ConnectionTest test(
      @PathParam("workspace") String workspace, @PathParam("name") String name) {
    caller.require("connection:write");
    return test(workspace, stillValid(workspace, definitions.get(workspace, kind, name).draft()));
  }

  /** Tests a manifest without storing it. */
  @POST
  @Path("tests")
  @Consumes({"application/json", "application/yaml", "application/x-yaml", "text/yaml"})
  public ConnectionTest testGiven(
      @PathParam("workspace") String workspace,
      @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
      byte[] body) {
    caller.require("connection:write");
    return test(workspace, checked(workspace, contentType, body));
  }

  private ConnectionTest test(String workspace, Manifest manifest) {
    var connection =
        java.util.Objects.requireNonNull(
            Connection.of(workspace, manifest.name(), manifest.spec()), "checked before");
    return tests.test(connection);
  }
}
