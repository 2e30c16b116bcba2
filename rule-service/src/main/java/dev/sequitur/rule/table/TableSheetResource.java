package dev.sequitur.rule.table;

import dev.sequitur.kit.definition.Definitions;
import dev.sequitur.kit.problem.CommonProblem;
import dev.sequitur.kit.token.Caller;
import dev.sequitur.rule.catalog.RuleKind;
import dev.sequitur.rule.table.domain.TableCsv;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.util.Map;

/** A rule's decision table as a sheet. */
@Path("/api/v1/workspaces/{workspace}/rules/{name}/table")
@RunOnVirtualThread
public class TableSheetResource {

  private final RuleKind kind;
  private final Definitions definitions;
  private final Caller caller;

  public TableSheetResource(RuleKind kind, Definitions definitions, Caller caller) {
    this.kind = kind;
    this.definitions = definitions;
    this.caller = caller;
  }

  /** The table of the draft. */
  @GET
  @Produces("text/csv")
  public String sheet(@PathParam("workspace") String workspace, @PathParam("name") String name) {
    caller.require(kind.permission() + ":read");
    var spec = definitions.get(workspace, kind, name).draft().spec();
    if (!(spec.get("table") instanceof Map<?, ?> table)) {
      throw CommonProblem.NOT_FOUND.with("The rule has no table.");
    }
    return TableCsv.write(table);
  }
}
