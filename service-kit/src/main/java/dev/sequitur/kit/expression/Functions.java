package dev.sequitur.kit.expression;

import static dev.cel.runtime.CelFunctionBinding.from;

import dev.cel.extensions.CelExtensions;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelFunctionOverload;
import dev.cel.runtime.CelInternalRuntimeLibrary;
import dev.cel.runtime.CelRuntimeBuilder;
import dev.cel.runtime.CelRuntimeLibrary;
import dev.cel.runtime.CelStandardFunctions;
import dev.cel.runtime.InternalCelFunctionBinding;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The functions that an expression may call: the language's own and its string and math extensions.
 * Whatever works on strings, lists or bytes pays from the {@link Allowance} for what it touches,
 * before it begins.
 */
final class Functions {

  /** Units for an element of two lists that become one: it is copied twice, and converted. */
  private static final long JOINED = 16;

  private final Map<String, Map<String, CelFunctionBinding>> byFunction = new LinkedHashMap<>();

  private Functions() {}

  static List<CelFunctionBinding> bindings(FunctionSet added) {
    var functions = new Functions();
    functions.addAll(standard());
    functions.addAll(recorded(CelExtensions.strings()));
    functions.addAll(recorded(CelExtensions.math()));
    functions.putAll(Numbers.bindings());
    functions.putAll(Numbers.comparisons());
    functions.replaceCostly();
    functions.putAll(added.bindings());
    return functions.grouped();
  }

  private static Collection<CelFunctionBinding> standard() {
    return CelStandardFunctions.newBuilder()
        .build()
        .newFunctionBindings(Equality.SCALARS, Environment.OPTIONS);
  }

  /** What a library would add to a run time; a library has no other way to tell. */
  private static List<CelFunctionBinding> recorded(CelRuntimeLibrary library) {
    var bindings = new ArrayList<CelFunctionBinding>();
    var recorder =
        (CelRuntimeBuilder)
            Proxy.newProxyInstance(
                CelRuntimeBuilder.class.getClassLoader(),
                new Class<?>[] {CelRuntimeBuilder.class},
                (self, _, arguments) -> {
                  for (Object binding : (Iterable<?>) arguments[0]) {
                    bindings.add((CelFunctionBinding) binding);
                  }
                  return self;
                });
    if (library instanceof CelInternalRuntimeLibrary internal) {
      internal.setRuntimeOptions(recorder, Equality.SCALARS, Environment.OPTIONS);
    } else {
      library.setRuntimeOptions(recorder);
    }
    return bindings;
  }

  private void addAll(Collection<CelFunctionBinding> bindings) {
    for (CelFunctionBinding binding : bindings) {
      String function = ((InternalCelFunctionBinding) binding).getFunctionName();
      // What is named like its function only leads to the overloads, and is made anew.
      if (!binding.getOverloadId().equals(function)) {
        put(function, paying(function, binding));
      }
    }
  }

  private void putAll(Map<String, List<CelFunctionBinding>> bindings) {
    bindings.forEach((function, overloads) -> overloads.forEach(each -> put(function, each)));
  }

  private void put(String function, CelFunctionBinding binding) {
    byFunction
        .computeIfAbsent(function, _ -> new LinkedHashMap<>())
        .put(binding.getOverloadId(), binding);
  }

  private void replaceCostly() {
    put("_==_", from("equals", Object.class, Object.class, Equality::same));
    put("_!=_", from("not_equals", Object.class, Object.class, (a, b) -> !Equality.same(a, b)));
    Loops.bindings().forEach(this::put);
    put("@in", from("in_list", Object.class, List.class, Equality::in));
    put("@in", from("in_map", Object.class, Map.class, Equality::isKey));
    put("contains", Containment.binding());
    Planning.bindings().forEach(this::put);
    put("_+_", from("add_list", List.class, List.class, Functions::concatenate));
    put("matches", from("matches", String.class, String.class, Regexes::matches));
    put("matches", from("matches_string", String.class, String.class, Regexes::matches));
  }

  private List<CelFunctionBinding> grouped() {
    var all = new ArrayList<CelFunctionBinding>();
    byFunction.forEach(
        (function, overloads) ->
            all.addAll(CelFunctionBinding.fromOverloads(function, overloads.values())));
    return all;
  }

  /** The same function, which first pays for the size of its arguments. */
  private static CelFunctionBinding paying(String function, CelFunctionBinding binding) {
    if (!binding.isStrict() || !Costs.grows(function, binding.getArgTypes())) {
      return binding;
    }
    CelFunctionOverload paid = binding.getDefinition();
    CelFunctionOverload paying =
        arguments -> {
          Allowance.spend(Costs.of(function, arguments));
          return Values.viewed(applied(paid, arguments));
        };
    String id = binding.getOverloadId();
    List<Class<?>> types = binding.getArgTypes();
    // The run time calls functions of one and two arguments in a way of their own.
    return switch (types.size()) {
      case 1 -> from(id, types.get(0), a -> paying.apply(new Object[] {a}));
      case 2 -> from(id, types.get(0), types.get(1), (a, b) -> paying.apply(new Object[] {a, b}));
      default -> from(id, types, paying);
    };
  }

  /** A failure costs far more than a value does, and a loop may go on after each. */
  private static Object applied(CelFunctionOverload function, Object[] arguments)
      throws CelEvaluationException {
    try {
      return function.apply(arguments);
    } catch (RuntimeException e) {
      Allowance.spend(FieldMissing.UNITS);
      throw e;
    }
  }

  private static Object concatenate(List<?> first, List<?> second) {
    long size = (long) first.size() + second.size();
    Allowance.spend(JOINED * size);
    var both = new ArrayList<Object>((int) size);
    both.addAll(first);
    both.addAll(second);
    return ListView.computed(both);
  }
}
