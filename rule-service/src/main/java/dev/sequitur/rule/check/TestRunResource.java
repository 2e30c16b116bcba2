package dev.sequitur.rule.check;

import dev.sequitur.kit.definition.Bundle;
import dev.sequitur.kit.definition.DefinitionProblem;
import dev.sequitur.kit.definition.Definitions;
import dev.sequitur.kit.token.Caller;
import dev.sequitur.rule.catalog.RuleDrafts;
import dev.sequitur.rule.catalog.RuleKind;
import dev.sequitur.rule.check.domain.TestRun;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.util.List;

/** The cases stored with a rule, over HTTP. */
@Path("/api/v1/workspaces/{workspace}/rules/{name}/test-run")
@Produces("application/json")
@RunOnVirtualThread
public class TestRunResource {

  private final RuleKind kind;
  private final RuleDrafts drafts;
  private final Definitions definitions;
  private final Caller caller;

  public TestRunResource(RuleKind kind, RuleDrafts drafts, Definitions definitions, Caller caller) {
    this.kind = kind;
    this.drafts = drafts;
    this.definitions = definitions;
    this.caller = caller;
  }

  /** Runs the cases of the draft as it is saved; nothing is stored, and no action carried out. */
  @POST
  public TestRun run(@PathParam("workspace") String workspace, @PathParam("name") String name) {
    caller.require(kind.permission() + ":read");
    var draft = definitions.get(workspace, kind, name).draft();
    return switch (drafts.read(draft, new Bundle(workspace, List.of()))) {
      case RuleDrafts.Ready(var rule, var cel, var cases) -> TestRun.of(rule, cel, cases);
      case RuleDrafts.Faulty(var errors) ->
          throw DefinitionProblem.DEFINITION_INVALID.with(
              "The draft has become faulty since it was saved.", errors);
    };
  }
}
