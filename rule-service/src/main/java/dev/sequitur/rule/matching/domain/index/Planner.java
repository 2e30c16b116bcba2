package dev.sequitur.rule.matching.domain.index;

import dev.sequitur.kit.condition.ConditionTree;
import dev.sequitur.kit.condition.Conversion;
import dev.sequitur.kit.condition.Normal;
import dev.sequitur.kit.expression.Compilation;
import dev.sequitur.kit.expression.Expression;
import dev.sequitur.kit.expression.Expressions;
import dev.sequitur.kit.expression.Syntax;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes one condition apart. */
final class Planner {

  private final Locals fields = new Locals();
  private final Checks checks = new Checks(fields);
  private final Accesses accesses = new Accesses(fields);
  private final List<Check> told = new ArrayList<>();
  private final List<ConditionTree> rest = new ArrayList<>();

  Plan plan(Expression condition) {
    if (!(Syntax.of(condition.text()) instanceof Syntax.Parsed parsed)) {
      return made(condition);
    }
    var tree = Conversion.treeOf(parsed.tree());
    var parts = tree instanceof ConditionTree.All(var conjuncts) ? conjuncts : List.of(tree);
    for (var part : parts) {
      var check = checks.of(part);
      if (check == null) {
        rest.add(part);
      } else {
        told.add(check);
        accesses.add(part);
      }
    }
    return told.isEmpty() ? made(condition) : parted(condition);
  }

  private Plan parted(Expression condition) {
    if (rest.isEmpty()) {
      return made(null);
    }
    var text = Conversion.textOf(Normal.all(rest));
    return switch (Expressions.compileCondition(text, condition.scope())) {
      case Compilation.Compiled(var residue) -> made(residue);
      // The canonical text may be longer than what was written, and then too long.
      case Compilation.Rejected _ -> made(condition);
    };
  }

  private Plan made(@Nullable Expression residue) {
    var read = residue == null ? new int[0] : readBy(residue);
    return new Plan(fields.all(), accesses.all(), told.toArray(Check[]::new), residue, read);
  }

  private int[] readBy(Expression residue) {
    return residue.fields().stream()
        .map(FieldPath::parse)
        .filter(path -> path.variable().equals("data"))
        .mapToInt(path -> fields.of(path.names()))
        .toArray();
  }
}
