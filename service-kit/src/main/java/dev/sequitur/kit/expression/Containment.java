package dev.sequitur.kit.expression;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.TypeParamType;
import dev.cel.runtime.CelFunctionBinding;
import java.util.List;

/**
 * {@code list.contains(element)}, beside the language's {@code text.contains(part)}: who asks
 * whether something contains something need not know which of the two it is.
 */
final class Containment {

  private static final String OVERLOAD = "list_contains_element";

  private Containment() {}

  static CelFunctionDecl declaration() {
    var element = TypeParamType.create("A");
    return CelFunctionDecl.newFunctionDeclaration(
        "contains",
        CelOverloadDecl.newMemberOverload(
            OVERLOAD, SimpleType.BOOL, ListType.create(element), element));
  }

  static CelFunctionBinding binding() {
    return CelFunctionBinding.from(
        OVERLOAD, List.class, Object.class, (list, element) -> Equality.in(element, list));
  }
}
