package dev.sequitur.rule.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sequitur.kit.definition.Bundle;
import dev.sequitur.kit.definition.DefinitionProblem;
import dev.sequitur.kit.definition.Documents;
import dev.sequitur.kit.definition.Manifest;
import dev.sequitur.kit.definition.ManifestReader;
import dev.sequitur.kit.problem.CommonProblem;
import dev.sequitur.kit.problem.Violation;
import dev.sequitur.kit.token.Caller;
import dev.sequitur.rule.catalog.RuleDrafts;
import dev.sequitur.rule.catalog.RuleKind;
import dev.sequitur.rule.check.domain.finding.Report;
import dev.sequitur.rule.check.domain.finding.RuleFindings;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can be said of a workspace's rules before any event comes, over HTTP. */
@Path("/api/v1/workspaces/{workspace}/rule-findings")
@Produces("application/json")
@RunOnVirtualThread
public class FindingsResource {

  private final RuleKind kind;
  private final RuleDrafts drafts;
  private final WorkspaceRules rules;
  private final Caller caller;

  FindingsResource(RuleKind kind, RuleDrafts drafts, WorkspaceRules rules, Caller caller) {
    this.kind = kind;
    this.drafts = drafts;
    this.rules = rules;
    this.caller = caller;
  }

  /** Of the rules that are in force. */
  @GET
  public Report all(@PathParam("workspace") String workspace) {
    caller.require(kind.permission() + ":read");
    return RuleFindings.of(
        rules.inForce(workspace), Set.of(), rules.origins(new Bundle(workspace, List.of())));
  }

  /** Those that a rule would have if it were in force as it is given; nothing is stored. */
  @POST
  @Consumes({"application/json", "application/yaml", "application/x-yaml", "text/yaml"})
  public Report ofDraft(
      @PathParam("workspace") String workspace,
      @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
      byte[] body) {
    caller.require(kind.permission() + ":read");
    var manifest = manifest(contentType, body);
    var alone = new Bundle(workspace, List.of());
    if (drafts.read(manifest, alone) instanceof RuleDrafts.Faulty(var errors)) {
      throw invalid(errors);
    }
    return RuleFindings.of(
        rules.inForce(List.of(manifest), alone), Set.of(manifest.name()), rules.origins(alone));
  }

  private Manifest manifest(String contentType, byte[] body) {
    var reading = ManifestReader.read(document(contentType, body));
    var manifest = reading.manifest();
    if (manifest == null) {
      throw invalid(reading.errors());
    }
    if (!manifest.kind().equals(kind.kind())) {
      throw invalid(List.of(new Violation("/kind", "WRONG_KIND", "must be Rule here")));
    }
    return manifest;
  }

  private static @Nullable Object document(String contentType, byte[] body) {
    try {
      return Documents.one(contentType, body);
    } catch (JsonProcessingException e) {
      throw CommonProblem.MALFORMED_REQUEST.with("The document cannot be parsed.");
    }
  }

  private static RuntimeException invalid(List<Violation> errors) {
    return DefinitionProblem.DEFINITION_INVALID.with("The rule has errors.", errors);
  }
}
