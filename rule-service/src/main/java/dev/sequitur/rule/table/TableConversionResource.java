package dev.sequitur.rule.table;

import dev.sequitur.kit.problem.CommonProblem;
import dev.sequitur.kit.problem.Violation;
import dev.sequitur.kit.token.Caller;
import dev.sequitur.rule.RuleProblem;
import dev.sequitur.rule.catalog.RuleDrafts;
import dev.sequitur.rule.catalog.RuleKind;
import dev.sequitur.rule.table.domain.TableCsv;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decision tables made of sheets. */
@Path("/api/v1/workspaces/{workspace}/rule-tables/conversion")
@RunOnVirtualThread
public class TableConversionResource {

  private final RuleKind kind;
  private final Caller caller;

  public TableConversionResource(RuleKind kind, Caller caller) {
    this.kind = kind;
    this.caller = caller;
  }

  /** A sheet as the table of a rule; 422 with all that is wrong with it. */
  @POST
  @Consumes("text/csv")
  @Produces("application/json")
  public Map<String, @Nullable Object> table(
      @PathParam("workspace") String workspace, String sheet) {
    caller.require(kind.permission() + ":read");
    return switch (TableCsv.read(sheet)) {
      case TableCsv.Table(var table) -> checked(table);
      case TableCsv.Unreadable(var detail, var line) ->
          throw invalid(
              List.of(new Violation("", RuleProblem.RULE_VALUE_MALFORMED.name(), detail, line, 1)));
    };
  }

  private static Map<String, @Nullable Object> checked(Map<String, @Nullable Object> table) {
    var errors = RuleDrafts.mistakes(table);
    if (!errors.isEmpty()) {
      throw invalid(errors);
    }
    return table;
  }

  private static RuntimeException invalid(List<Violation> errors) {
    return CommonProblem.VALIDATION_FAILED.with("The sheet is no decision table.", errors);
  }
}
