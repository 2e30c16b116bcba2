package dev.sequitur.kit.expression;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelFunctionOverload;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Functions beyond the language's own, each as the type checker has to know it and as it is called.
 * Whatever a function does beyond a constant amount of work it pays for itself, before it begins.
 */
final class FunctionSet {

  private final Map<String, List<CelOverloadDecl>> declared = new LinkedHashMap<>();
  private final Map<String, List<CelFunctionBinding>> bound = new LinkedHashMap<>();

  /** The types that an overload takes, on both sides, and the one that it gives. */
  record Signature(CelType result, List<CelType> types, List<Class<?>> classes) {

    static Signature of(CelType result, Parameter... parameters) {
      return new Signature(
          result,
          Stream.of(parameters).map(Parameter::type).toList(),
          Stream.<Parameter>of(parameters).<Class<?>>map(Parameter::held).toList());
    }
  }

  /** A parameter as the checker and as the run time knows it. */
  record Parameter(CelType type, Class<?> held) {}

  /** Everything that this product adds. */
  static FunctionSet all() {
    var set = new FunctionSet();
    TextFunctions.addTo(set);
    RegexFunctions.addTo(set);
    ListFunctions.addTo(set);
    MapFunctions.addTo(set);
    TimeFunctions.addTo(set);
    AddressFunctions.addTo(set);
    CalendarFunctions.addTo(set);
    return set;
  }

  /** A function that is called on its first argument: {@code text.lower()}. */
  void method(String name, Signature signature, CelFunctionOverload called) {
    String id = id(name, "method");
    add(name, CelOverloadDecl.newMemberOverload(id, signature.result(), signature.types()));
    bind(name, id, signature, called);
  }

  /** A function that is called by its name alone: {@code fixed(number, 2)}. */
  void function(String name, Signature signature, CelFunctionOverload called) {
    String id = id(name, "function");
    add(name, CelOverloadDecl.newGlobalOverload(id, signature.result(), signature.types()));
    bind(name, id, signature, called);
  }

  /** A function that may be called in either way. */
  void both(String name, Signature signature, CelFunctionOverload called) {
    method(name, signature, called);
    function(name, signature, called);
  }

  List<CelFunctionDecl> declarations() {
    return declared.entrySet().stream()
        .map(each -> CelFunctionDecl.newFunctionDeclaration(each.getKey(), each.getValue()))
        .toList();
  }

  Map<String, List<CelFunctionBinding>> bindings() {
    return bound;
  }

  private String id(String name, String form) {
    int before = declared.getOrDefault(name, List.of()).size();
    return "sequitur_" + name.toLowerCase(Locale.ROOT) + "_" + form + "_" + before;
  }

  private void add(String name, CelOverloadDecl overload) {
    declared.computeIfAbsent(name, _ -> new ArrayList<>()).add(overload);
  }

  // The run time calls functions of one and two arguments in a way of their own.
  private void bind(String name, String id, Signature signature, CelFunctionOverload called) {
    List<Class<?>> classes = signature.classes();
    var binding =
        switch (classes.size()) {
          case 1 ->
              CelFunctionBinding.from(id, classes.get(0), a -> called.apply(new Object[] {a}));
          case 2 ->
              CelFunctionBinding.from(
                  id, classes.get(0), classes.get(1), (a, b) -> called.apply(new Object[] {a, b}));
          default -> CelFunctionBinding.from(id, classes, called);
        };
    bound.computeIfAbsent(name, _ -> new ArrayList<>()).add(binding);
  }
}
