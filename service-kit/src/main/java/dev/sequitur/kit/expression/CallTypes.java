package dev.sequitur.kit.expression;

import com.google.common.collect.ImmutableList;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import dev.sequitur.kit.expression.Scope.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What calls of functions give, told from the types of their arguments alone. */
public final class CallTypes {

  private static final Scope ONE_OF_EACH = scope();

  private static final Kept<Optional<Type>> KNOWN =
      new Kept<>(4_096, text -> Optional.ofNullable(type(text)));

  private CallTypes() {}

  /**
   * The type of the result.
   *
   * @param function as in a syntax tree: {@code startsWith}, {@code _+_}
   * @param target what it is called on; null if it is called by its name alone
   * @return empty if the function is not defined for arguments of these types
   */
  public static Optional<Type> result(
      String function, @Nullable Type target, List<Type> arguments) {
    var call =
        CelExpr.ofCall(
            0,
            Optional.ofNullable(target).map(CallTypes::variable),
            function,
            arguments.stream().map(CallTypes::variable).collect(ImmutableList.toImmutableList()));
    return KNOWN.of(Syntax.write(call));
  }

  private static @Nullable Type type(String text) {
    var result = Environment.of(ONE_OF_EACH).resultType(text);
    return result == null ? null : of(result);
  }

  private static Type of(CelType type) {
    return switch (type.kind()) {
      case BOOL -> Type.BOOL;
      case INT -> Type.INT;
      case DOUBLE -> Type.DOUBLE;
      case STRING -> Type.STRING;
      case LIST -> Type.LIST;
      case MAP -> Type.MAP;
      case TIMESTAMP -> Type.TIMESTAMP;
      case DURATION -> Type.DURATION;
      case NULL_TYPE -> Type.NULL;
      default -> Type.DYN;
    };
  }

  private static CelExpr variable(Type type) {
    return CelExpr.ofIdent(0, name(type));
  }

  private static String name(Type type) {
    return "v_" + type.name().toLowerCase(Locale.ROOT);
  }

  private static Scope scope() {
    var variables = new HashMap<String, Type>();
    for (Type type : Type.values()) {
      variables.put(name(type), type);
    }
    return new Scope(Map.copyOf(variables));
  }
}
