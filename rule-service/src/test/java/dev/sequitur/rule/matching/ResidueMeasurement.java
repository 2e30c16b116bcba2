package dev.sequitur.rule.matching;

import dev.sequitur.kit.expression.Compilation;
import dev.sequitur.kit.expression.Expression;
import dev.sequitur.kit.expression.Expressions;
import dev.sequitur.kit.expression.FieldTree;
import dev.sequitur.kit.expression.FieldValues;
import dev.sequitur.kit.expression.JsonValues;
import dev.sequitur.kit.expression.Variables;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a residue costs once its event is read, by how it sees the event: as the parsed tree, as the
 * view of the fields that rules mention, or each field as a variable of its own: of any type, or of
 * the type that it has. The last leaves out what would have to be asked first: whether each value
 * has that type, and is there at all.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(
    value = 1,
    jvmArgs = {"-Xms1g", "-Xmx1g", "-XX:+UseSerialGC"})
public class ResidueMeasurement {

  private static final String DATA =
      """
      {"amount":150,"note":"please wrap it as a present","customer":{"id":"c-17","tier":"gold"},\
      "items":[{"sku":"a-1"}]}""";

  /** A residue over the data, and the same over variables of their own. */
  public enum Text {
    SIZE("size(data.note) > 3", "size(note) > 3"),
    DEEP("data.customer.tier.lowerAscii() == \"gold\"", "tier.lowerAscii() == \"gold\""),
    SUM("data.amount * 2 > 100 && data.amount % 7 < 5", "amount * 2 > 100 && amount % 7 < 5");

    private final String nested;
    private final String flat;

    Text(String nested, String flat) {
      this.nested = nested;
      this.flat = flat;
    }
  }

  /** How the event is seen. */
  public enum Sight {
    TREE,
    VIEW,
    FLAT,
    TYPED
  }

  @Param public Text text = Text.SIZE;

  @Param public Sight sight = Sight.VIEW;

  private Expression residue = compiled(Text.SIZE.nested, dev.sequitur.kit.expression.Scope.EVENT);
  private Variables variables = Variables.of(Map.of());

  /** Compiles the residue, and reads the event. */
  @Setup
  public void make() {
    residue =
        switch (sight) {
          case TREE, VIEW -> compiled(text.nested, dev.sequitur.kit.expression.Scope.EVENT);
          case FLAT -> compiled(text.nested, flat());
          case TYPED -> compiled(text.flat, typed());
        };
    variables =
        switch (sight) {
          case TREE -> tree();
          case VIEW -> view();
          case FLAT -> slots();
          case TYPED ->
              Variables.of(
                  Map.of("note", "please wrap it as a present", "tier", "gold", "amount", 150L));
        };
    if (!residue.condition(variables).matched()) {
      throw new IllegalStateException(text + " is not true of the event");
    }
  }

  /** Evaluates it once. */
  @Benchmark
  public boolean residue() {
    return residue.condition(variables).matched();
  }

  private static Variables tree() {
    var parsed =
        (dev.sequitur.kit.expression.Json.Parsed)
            JsonValues.parse(DATA.getBytes(StandardCharsets.UTF_8));
    return name -> name.equals("data") ? parsed.value() : Variables.UNSET;
  }

  private static Variables view() {
    var values = values();
    return name -> name.equals("data") ? values.variable(name) : Variables.UNSET;
  }

  /** Found among a few names, as one residue has. */
  private static Variables slots() {
    var values = values();
    var names = List.of("data.note", "data.customer.tier", "data.amount");
    var slots = new int[] {1, 3, 4};
    return name -> {
      int place = names.indexOf(name);
      return place < 0 ? Variables.UNSET : values.at(slots[place]);
    };
  }

  private static FieldValues values() {
    var fields = new ArrayList<FieldTree.Field>();
    for (var names :
        List.of(
            List.of("data"),
            List.of("data", "note"),
            List.of("data", "customer"),
            List.of("data", "customer", "tier"),
            List.of("data", "amount"))) {
      fields.add(new FieldTree.Field(names, fields.size()));
    }
    var values =
        FieldValues.read(DATA.getBytes(StandardCharsets.UTF_8), FieldTree.of(fields), "data");
    if (values == null) {
      throw new IllegalStateException("the event is no JSON");
    }
    return values;
  }

  private static dev.sequitur.kit.expression.Scope flat() {
    return new dev.sequitur.kit.expression.Scope(
        Map.of(
            "data.note", dev.sequitur.kit.expression.Scope.Type.DYN,
            "data.customer.tier", dev.sequitur.kit.expression.Scope.Type.DYN,
            "data.amount", dev.sequitur.kit.expression.Scope.Type.DYN));
  }

  private static dev.sequitur.kit.expression.Scope typed() {
    return new dev.sequitur.kit.expression.Scope(
        Map.of(
            "note", dev.sequitur.kit.expression.Scope.Type.STRING,
            "tier", dev.sequitur.kit.expression.Scope.Type.STRING,
            "amount", dev.sequitur.kit.expression.Scope.Type.INT));
  }

  private static Expression compiled(String text, dev.sequitur.kit.expression.Scope scope) {
    return ((Compilation.Compiled) Expressions.compileCondition(text, scope)).expression();
  }
}
