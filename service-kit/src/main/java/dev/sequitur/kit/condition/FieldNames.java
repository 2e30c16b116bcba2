package dev.sequitur.kit.condition;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The names that a comparison's field is made of. */
public final class FieldNames {

  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)*");

  private FieldNames() {}

  /**
   * The names of a path in canonical form, its variable first: {@code data.a["b c"]} is {@code
   * data}, {@code a}, {@code b c}. Empty if a step is a place in a list, which has no name.
   */
  public static List<String> of(String field) {
    if (PLAIN.matcher(field).matches()) {
      return List.of(field.split("\\."));
    }
    var names = new ArrayList<String>();
    return collect(Paths.tree(field), names) ? List.copyOf(names) : List.of();
  }

  private static boolean collect(CelExpr path, List<String> names) {
    return switch (path.getKind()) {
      case IDENT -> names.add(path.ident().name());
      case SELECT -> collect(path.select().operand(), names) && names.add(path.select().field());
      case CALL -> element(path.call().args(), names);
      default -> false;
    };
  }

  private static boolean element(List<CelExpr> arguments, List<String> names) {
    var name =
        arguments.get(1).getKind() == Kind.CONSTANT ? Nodes.constantText(arguments.get(1)) : null;
    return name != null && collect(arguments.get(0), names) && names.add(name);
  }
}
