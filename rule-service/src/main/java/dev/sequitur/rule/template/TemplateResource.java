package dev.sequitur.rule.template;

import dev.sequitur.kit.definition.Author;
import dev.sequitur.kit.definition.Bundle;
import dev.sequitur.kit.definition.DefinitionProblem;
import dev.sequitur.kit.definition.Definitions;
import dev.sequitur.kit.definition.Manifest;
import dev.sequitur.kit.definition.ManifestReader;
import dev.sequitur.kit.definition.Precondition;
import dev.sequitur.kit.problem.CommonProblem;
import dev.sequitur.kit.problem.Violation;
import dev.sequitur.kit.token.Caller;
import dev.sequitur.rule.catalog.RuleKind;
import dev.sequitur.rule.template.domain.RuleTemplate;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Templates of rules over HTTP, and rules made of them. */
@Path("/api/v1/workspaces/{workspace}/rule-templates")
@Produces("application/json")
@RunOnVirtualThread
public class TemplateResource {

  private final RuleTemplates templates;
  private final RuleKind kind;
  private final Definitions definitions;
  private final Caller caller;

  public TemplateResource(
      RuleTemplates templates, RuleKind kind, Definitions definitions, Caller caller) {
    this.templates = templates;
    this.kind = kind;
    this.definitions = definitions;
    this.caller = caller;
  }

  /**
   * What a rule is made with.
   *
   * @param name of the rule
   * @param parameters values by name; what is not given has its default
   * @param overrides a merge patch (RFC 7396) on the rule's spec
   */
  public record Instance(
      @Nullable String name,
      @Nullable Map<String, @Nullable Object> parameters,
      @Nullable Map<String, @Nullable Object> overrides) {}

  @GET
  public Map<String, List<RuleTemplate>> list(@PathParam("workspace") String workspace) {
    caller.require(kind.permission() + ":read");
    return Map.of("items", templates.all());
  }

  @GET
  @Path("{name}")
  public RuleTemplate get(
      @PathParam("workspace") String workspace, @PathParam("name") String name) {
    caller.require(kind.permission() + ":read");
    return find(name);
  }

  /** Saves a rule as a draft, whose name must be free; with {@code dryRun} it is only shown. */
  @POST
  @Path("{name}/instance")
  @Consumes("application/json")
  public Response instantiate(
      @PathParam("workspace") String workspace,
      @PathParam("name") String name,
      @QueryParam("dryRun") @DefaultValue("false") boolean dryRun,
      @Nullable Instance instance) {
    caller.require(kind.permission() + ":write");
    if (instance == null) {
      throw CommonProblem.MALFORMED_REQUEST.with("name and parameters are expected.");
    }
    var manifest = manifest(workspace, find(name), instance);
    if (dryRun) {
      return Response.ok(manifest).build();
    }
    definitions.save(
        new Author(caller.workspace(), caller.principal()),
        new Definitions.Document(kind, manifest),
        new Precondition(null, true));
    return Response.status(201).entity(manifest).build();
  }

  private Manifest manifest(String workspace, RuleTemplate template, Instance instance) {
    var name = instance.name();
    if (name == null || !ManifestReader.isName(name)) {
      throw invalid(
          List.of(
              new Violation(
                  "/name", "INVALID_NAME", "must have 1 to 63 characters of a-z, 0-9 and -")));
    }
    var manifest = made(name, template, instance);
    var errors = kind.check(manifest, new Bundle(workspace, List.of()));
    if (!errors.isEmpty()) {
      throw invalid(errors);
    }
    return manifest;
  }

  private static Manifest made(String name, RuleTemplate template, Instance instance) {
    var parameters = instance.parameters();
    var overrides = instance.overrides();
    return switch (template.with(
        parameters == null ? Map.of() : parameters, overrides == null ? Map.of() : overrides)) {
      case RuleTemplate.Refused(var errors) -> throw invalid(errors);
      case RuleTemplate.Spec(var spec) -> read(name, template, spec);
    };
  }

  /** Read as if it had been sent: what cannot be stored is refused here as it is there. */
  private static Manifest read(
      String name, RuleTemplate template, Map<String, @Nullable Object> spec) {
    var reading =
        ManifestReader.read(
            Map.of(
                "apiVersion",
                Manifest.API_VERSION,
                "kind",
                RuleKind.NAME,
                "metadata",
                Map.of(
                    "name", name,
                    "labels", Map.of("template", template.name()),
                    "description", template.title()),
                "spec",
                spec));
    if (reading.manifest() == null) {
      throw invalid(reading.errors());
    }
    return reading.manifest();
  }

  private RuleTemplate find(String name) {
    return templates
        .find(name)
        .orElseThrow(() -> CommonProblem.NOT_FOUND.with("There is no template of that name."));
  }

  private static RuntimeException invalid(List<Violation> errors) {
    return DefinitionProblem.DEFINITION_INVALID.with("The rule has errors.", errors);
  }
}
