package dev.sequitur.kit.definition;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sequitur.kit.problem.CommonProblem;
import dev.sequitur.kit.problem.Violation;
import dev.sequitur.kit.token.Caller;
import io.quarkus.arc.All;
import io.quarkus.arc.properties.IfBuildProperty;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An owner's part of applying a bundle: checks its documents with the whole bundle as context, then
 * stores and publishes them in one transaction. The gateway asks every owner first and stores
 * afterwards. A service that owns no definitions leaves it out: {@code
 * sequitur.owns-definitions=false}.
 */
@IfBuildProperty(name = "sequitur.owns-definitions", stringValue = "true", enableIfMissing = true)
@Path("/api/v1/workspaces/{workspace}/manifests")
@RunOnVirtualThread
public class ManifestsResource {

  private final List<DefinitionKind> kinds;
  private final Definitions definitions;
  private final Caller caller;

  ManifestsResource(@All List<DefinitionKind> kinds, Definitions definitions, Caller caller) {
    this.kinds = kinds;
    this.definitions = definitions;
    this.caller = caller;
  }

  /**
   * What the gateway sends.
   *
   * @param documents this owner's documents with their places in the bundle
   * @param bundle all documents, as context
   */
  public record Request(
      List<Indexed> documents, @Nullable List<Map<String, @Nullable Object>> bundle) {}

  /** A document and its place in the bundle. */
  public record Indexed(int index, Map<String, @Nullable Object> manifest) {}

  /**
   * What became, or would become, of one document.
   *
   * @param warnings what people should know; only where it would become so
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Result(
      int index,
      @Nullable String kind,
      @Nullable String name,
      String result,
      @Nullable Integer version,
      @Nullable Instant effectiveFrom,
      List<Violation> errors,
      List<Violation> warnings) {}

  /** The answer: 200, or 422 if any document was rejected; then nothing was stored. */
  public record Answer(List<Result> documents) {}

  private record Checked(
      int index,
      @Nullable DefinitionKind kind,
      @Nullable Manifest manifest,
      List<Violation> errors) {}

  @POST
  @RolesAllowed("manifest:apply")
  public Response apply(
      @PathParam("workspace") String workspace,
      @QueryParam("dryRun") boolean dryRun,
      @QueryParam("publish") boolean publish,
      @Nullable Request request) {
    if (request == null || request.documents() == null || request.documents().contains(null)) {
      throw CommonProblem.MALFORMED_REQUEST.with("documents is required, with no null in it.");
    }
    var together = new Bundle(workspace, manifests(request.bundle()));
    var checked = onlyOnce(request.documents().stream().map(one -> check(one, together)).toList());
    checked.forEach(one -> requirePermission(one, publish));
    if (dryRun || checked.stream().anyMatch(one -> !one.errors().isEmpty())) {
      var rejected = checked.stream().anyMatch(one -> !one.errors().isEmpty());
      var warnings = rejected ? Map.<Checked, List<Violation>>of() : warnings(checked, together);
      var results =
          checked.stream().map(one -> result(one, warnings.getOrDefault(one, List.of()))).toList();
      return Response.status(rejected ? 422 : 200).entity(new Answer(results)).build();
    }
    return Response.ok(new Answer(store(checked, publish))).build();
  }

  private List<Result> store(List<Checked> checked, boolean publish) {
    var documents = new ArrayList<Definitions.Document>();
    for (var one : checked) {
      documents.add(
          new Definitions.Document(
              Objects.requireNonNull(one.kind()), Objects.requireNonNull(one.manifest())));
    }
    var author = new Author(caller.workspace(), caller.principal());
    var applied = definitions.apply(author, documents, publish);
    var results = new ArrayList<Result>();
    for (int i = 0; i < applied.size(); i++) {
      var definition = applied.get(i).definition();
      results.add(
          new Result(
              checked.get(i).index(),
              definition.draft().kind(),
              definition.draft().name(),
              applied.get(i).result(),
              definition.version(),
              definition.effectiveFrom(),
              List.of(),
              List.of()));
    }
    return results;
  }

  private Checked check(Indexed document, Bundle together) {
    var reading = ManifestReader.read(document.manifest());
    var manifest = reading.manifest();
    if (manifest == null) {
      return new Checked(document.index(), null, null, reading.errors());
    }
    var kind = kind(manifest.kind());
    if (kind.isEmpty()) {
      var error = new Violation("/kind", "UNKNOWN_KIND", "there is no such kind here");
      return new Checked(document.index(), null, manifest, List.of(error));
    }
    return new Checked(
        document.index(), kind.get(), manifest, ManifestCheck.all(kind.get(), manifest, together));
  }

  /** A second document of one kind and name is an error, not a race for the last word. */
  private static List<Checked> onlyOnce(List<Checked> all) {
    var seen = new HashSet<String>();
    return all.stream().map(one -> isFirst(one, seen) ? one : repeated(one)).toList();
  }

  private static boolean isFirst(Checked one, Set<String> seen) {
    var manifest = one.manifest();
    return manifest == null || seen.add(manifest.kind() + "/" + manifest.name());
  }

  private static Checked repeated(Checked one) {
    var errors = new ArrayList<>(one.errors());
    errors.add(
        new Violation("/metadata/name", "DUPLICATE", "the bundle holds another one of that name"));
    return new Checked(one.index(), one.kind(), one.manifest(), errors);
  }

  private void requirePermission(Checked document, boolean publish) {
    if (document.kind() != null) {
      caller.require(document.kind().permission() + ":write");
      if (publish) {
        caller.require(document.kind().permission() + ":publish");
      }
    }
  }

  /** Of all documents of a kind at once: what they have to do with each other is looked at once. */
  private Map<Checked, List<Violation>> warnings(List<Checked> checked, Bundle together) {
    var warnings = new HashMap<Checked, List<Violation>>();
    for (var kind : kinds) {
      var ofKind = checked.stream().filter(one -> kind.equals(one.kind())).toList();
      if (!ofKind.isEmpty() && caller.may(kind.permission() + ":read")) {
        var manifests = ofKind.stream().map(one -> Objects.requireNonNull(one.manifest())).toList();
        var byName = kind.warnings(manifests, together);
        ofKind.forEach(
            one ->
                warnings.put(
                    one,
                    byName.getOrDefault(Objects.requireNonNull(one.manifest()).name(), List.of())));
      }
    }
    return warnings;
  }

  private static Result result(Checked one, List<Violation> warnings) {
    return new Result(
        one.index(),
        one.manifest() == null ? null : one.manifest().kind(),
        one.manifest() == null ? null : one.manifest().name(),
        one.errors().isEmpty() ? "valid" : "rejected",
        null,
        null,
        one.errors(),
        warnings);
  }

  private static List<Manifest> manifests(@Nullable List<Map<String, @Nullable Object>> documents) {
    if (documents == null) {
      return List.of();
    }
    return documents.stream()
        .map(document -> Optional.ofNullable(ManifestReader.read(document).manifest()))
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<DefinitionKind> kind(String name) {
    return kinds.stream().filter(kind -> kind.kind().equals(name)).findFirst();
  }
}
