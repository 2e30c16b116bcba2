package dev.sequitur.rule.condition;

import dev.sequitur.kit.condition.ConditionProblem;
import dev.sequitur.kit.condition.Conversion;
import dev.sequitur.kit.definition.DefinitionResource;
import dev.sequitur.kit.definition.Definitions;
import dev.sequitur.kit.expression.Scope;
import dev.sequitur.kit.problem.CommonProblem;
import dev.sequitur.kit.token.Caller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Named conditions over HTTP, who uses them, and the two forms of any condition. */
@Path("/api/v1/workspaces/{workspace}/conditions")
@Produces("application/json")
@RunOnVirtualThread
public class ConditionResource extends DefinitionResource {

  private final ConditionKind kind;
  private final Definitions definitions;
  private final Caller caller;

  public ConditionResource(ConditionKind kind, Definitions definitions, Caller caller) {
    super(kind, definitions, caller);
    this.kind = kind;
    this.definitions = definitions;
    this.caller = caller;
  }

  /** A condition in one of its forms. */
  public record Given(@Nullable String cel, @Nullable Map<String, @Nullable Object> tree) {}

  /** A condition in both: canonical text, and the tree in normal form. */
  public record Both(String cel, Map<String, @Nullable Object> tree) {}

  /** Turns a condition from one form into both. Names in it need not exist. */
  @POST
  @Path("conversion")
  @Consumes("application/json")
  public Both convert(@PathParam("workspace") String workspace, @Nullable Given given) {
    caller.require(kind.permission() + ":read");
    if (given == null || (given.cel() == null) == (given.tree() == null)) {
      throw CommonProblem.MALFORMED_REQUEST.with("Exactly one of cel and tree is required.");
    }
    var result =
        given.cel() != null
            ? Conversion.ofText(given.cel(), Scope.EVENT, "/cel")
            : Conversion.ofTree(given.tree(), Scope.EVENT, "/tree");
    return switch (result) {
      case Conversion.Converted converted -> new Both(converted.cel(), converted.json());
      case Conversion.Rejected(var errors) ->
          throw ConditionProblem.CONDITION_INVALID.with(
              "The condition has " + errors.size() + (errors.size() == 1 ? " error." : " errors."),
              errors);
    };
  }

  /** Rules and conditions that refer to this one, itself or through others. */
  @GET
  @Path("{name}/usages")
  public Map<String, List<Usage>> usages(
      @PathParam("workspace") String workspace, @PathParam("name") String name) {
    caller.require(kind.permission() + ":read");
    definitions.get(workspace, kind, name);
    return Map.of(
        "items",
        definitions.among(
            workspace,
            neighbours -> Usages.all(neighbours, name).stream().map(Usages.Found::usage).toList()));
  }
}
