package dev.sequitur.kit.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.kit.problem.CommonProblem;
import dev.sequitur.kit.problem.Violation;
import dev.sequitur.kit.token.Caller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The operations on one kind of definition. A service has a subclass for each kind it owns, whose
 * {@code @Path} is {@code /api/v1/workspaces/{workspace}/<plural>}.
 */
@Produces("application/json")
@RunOnVirtualThread
public abstract class DefinitionResource {

  private final DefinitionKind kind;
  private final Definitions definitions;
  private final Caller caller;

  protected DefinitionResource(DefinitionKind kind, Definitions definitions, Caller caller) {
    this.kind = kind;
    this.definitions = definitions;
    this.caller = caller;
  }

  /** A page of definitions. */
  public record Page(List<DefinitionView> items, @Nullable String next) {}

  @GET
  public Page list(
      @PathParam("workspace") String workspace,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @DefaultValue("100") int limit) {
    caller.require(kind.permission() + ":read");
    if (limit < 1 || limit > 500) {
      throw CommonProblem.VALIDATION_FAILED.with("limit must be between 1 and 500.");
    }
    if (after != null && !ManifestReader.isName(after)) {
      throw CommonProblem.VALIDATION_FAILED.with("after must be the next of an earlier page.");
    }
    var found = definitions.list(workspace, kind, after, limit + 1);
    var shown = found.stream().limit(limit).toList();
    var items = views(workspace, shown);
    return new Page(items, found.size() > limit ? items.getLast().metadata().name() : null);
  }

  @GET
  @Path("{name}")
  public Response get(@PathParam("workspace") String workspace, @PathParam("name") String name) {
    caller.require(kind.permission() + ":read");
    return view(workspace, definitions.get(workspace, kind, name), 200);
  }

  @PUT
  @Path("{name}")
  @Consumes({"application/json", "application/yaml", "application/x-yaml", "text/yaml"})
  public Response put(
      @PathParam("workspace") String workspace,
      @PathParam("name") String name,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch,
      @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
      byte[] body) {
    caller.require(kind.permission() + ":write");
    var manifest = valid(workspace, name, parse(contentType, body));
    var precondition = new Precondition(revision(ifMatch), "*".equals(ifNoneMatch));
    var applied =
        definitions.save(author(), new Definitions.Document(kind, manifest), precondition);
    return view(workspace, applied.definition(), applied.result().equals("created") ? 201 : 200);
  }

  @DELETE
  @Path("{name}")
  public void archive(@PathParam("workspace") String workspace, @PathParam("name") String name) {
    caller.require(kind.permission() + ":publish");
    definitions.archive(author(), kind, name);
  }

  @POST
  @Path("{name}/publication")
  public Response publish(
      @PathParam("workspace") String workspace, @PathParam("name") String name) {
    caller.require(kind.permission() + ":publish");
    // What a draft refers to may have gone since it was saved.
    var draft = stillValid(workspace, definitions.get(workspace, kind, name).draft());
    var warnings = warnings(draft, new Bundle(workspace, List.of()));
    var published = definitions.publish(author(), kind, name).definition();
    return view(published, views(workspace, List.of(published)).getFirst().with(warnings), 200);
  }

  /** With {@code {"reason": …}}, or without a body. */
  @PUT
  @Path("{name}/suspension")
  public Response suspend(
      @PathParam("workspace") String workspace,
      @PathParam("name") String name,
      @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
      byte @Nullable [] body) {
    caller.require(kind.permission() + ":publish");
    var reason =
        body == null || body.length == 0 ? null : SuspensionReason.of(parse(contentType, body));
    return view(workspace, definitions.suspend(author(), kind, name, reason), 200);
  }

  @DELETE
  @Path("{name}/suspension")
  public Response resume(@PathParam("workspace") String workspace, @PathParam("name") String name) {
    caller.require(kind.permission() + ":publish");
    return view(workspace, definitions.resume(author(), kind, name), 200);
  }

  @GET
  @Path("{name}/versions")
  public Map<String, List<DefinitionVersion>> versions(
      @PathParam("workspace") String workspace, @PathParam("name") String name) {
    caller.require(kind.permission() + ":read");
    return Map.of("items", definitions.versions(workspace, kind, name));
  }

  /**
   * The check of a PUT without storing anything: 200 with the list of errors, empty if it is fine,
   * and then with what people should know all the same.
   */
  @POST
  @Path("validate")
  @Consumes({"application/json", "application/yaml", "application/x-yaml", "text/yaml"})
  public Map<String, List<Violation>> validate(
      @PathParam("workspace") String workspace,
      @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
      byte[] body) {
    caller.require(kind.permission() + ":read");
    var reading = ManifestReader.read(parse(contentType, body));
    var alone = new Bundle(workspace, List.of());
    var manifest = reading.manifest();
    var errors = manifest == null ? reading.errors() : ManifestCheck.all(kind, manifest, alone);
    var warnings =
        manifest == null || !errors.isEmpty() ? List.<Violation>of() : warnings(manifest, alone);
    return Map.of("errors", errors, "warnings", warnings);
  }

  /** The manifest in a body that is not stored; 422 with all that is wrong with it. */
  protected Manifest checked(String workspace, String contentType, byte[] body) {
    return valid(workspace, null, parse(contentType, body));
  }

  private Manifest valid(String workspace, @Nullable String name, @Nullable Object document) {
    var reading = ManifestReader.read(document);
    var manifest = reading.manifest();
    var errors = new ArrayList<>(reading.errors());
    if (manifest != null) {
      if (name != null) {
        errors.addAll(ManifestCheck.named(manifest, name));
      }
      errors.addAll(ManifestCheck.all(kind, manifest, new Bundle(workspace, List.of())));
    }
    return ManifestCheck.require(kind, manifest, errors);
  }

  /** A draft that is still free of errors; 422 with what has become wrong with it since. */
  protected Manifest stillValid(String workspace, Manifest draft) {
    return ManifestCheck.require(
        kind, draft, ManifestCheck.all(kind, draft, new Bundle(workspace, List.of())));
  }

  protected static @Nullable Object parse(@Nullable String contentType, byte[] body) {
    try {
      return Documents.one(contentType, body);
    } catch (JsonProcessingException e) {
      throw Documents.unreadable(e);
    }
  }

  private static @Nullable Long revision(@Nullable String ifMatch) {
    if (ifMatch == null || ifMatch.equals("*")) {
      return null;
    }
    try {
      return Long.valueOf(ifMatch.replace("W/", "").replace("\"", ""));
    } catch (NumberFormatException e) {
      throw DefinitionProblem.DEFINITION_CHANGED.with("If-Match holds no ETag of a definition.");
    }
  }

  protected Author author() {
    return new Author(caller.workspace(), caller.principal());
  }

  /** Asked only where something rests. */
  private Map<UUID, String> reasons(String workspace, List<Definition> of) {
    var resting =
        of.stream()
            .filter(one -> one.state() == DefinitionPublished.State.DISABLED)
            .map(Definition::uid)
            .toList();
    return resting.isEmpty() ? Map.of() : kind.reasons(workspace, resting);
  }

  /** They tell of other definitions: only those who may read them are told. */
  private List<Violation> warnings(Manifest manifest, Bundle together) {
    return caller.may(kind.permission() + ":read")
        ? kind.warnings(List.of(manifest), together).getOrDefault(manifest.name(), List.of())
        : List.of();
  }

  private List<DefinitionView> views(String workspace, List<Definition> of) {
    var reasons = reasons(workspace, of);
    var shadows = definitions.shadows(workspace, kind);
    return of.stream()
        .map(
            one ->
                DefinitionView.of(
                    workspace,
                    one,
                    new DefinitionView.Beside(reasons.get(one.uid()), shadows.get(one.uid()))))
        .toList();
  }

  /** A definition with its ETag. */
  protected Response view(String workspace, Definition definition, int status) {
    return view(definition, views(workspace, List.of(definition)).getFirst(), status);
  }

  private static Response view(Definition definition, DefinitionView shown, int status) {
    return Response.status(status)
        .entity(shown)
        .header(HttpHeaders.ETAG, "\"" + definition.revision() + "\"")
        .build();
  }
}
