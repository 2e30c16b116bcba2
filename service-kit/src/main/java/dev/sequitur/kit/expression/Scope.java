package dev.sequitur.kit.expression;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import java.util.Map;

/**
 * The variables that an expression may name. Scopes with equal variables share compiled programs.
 *
 * @param variables the type of each variable by its name
 */
public record Scope(Map<String, Type> variables) {

  /** In rules: the event's attributes, its data, and the instant of evaluation. */
  public static final Scope EVENT =
      new Scope(Map.of("event", Type.MAP, "data", Type.DYN, "now", Type.TIMESTAMP));

  /** In triggers: the request's body, its headers (names in lower case) and its query. */
  public static final Scope REQUEST =
      new Scope(Map.of("body", Type.DYN, "headers", Type.STRING_MAP, "query", Type.STRING_MAP));

  public Scope {
    variables = Map.copyOf(variables);
  }

  /** This scope and one more variable. */
  public Scope with(String name, Type type) {
    var more = new java.util.HashMap<>(variables);
    more.put(name, type);
    return new Scope(more);
  }

  /** What is known of a variable before there is a value. */
  public enum Type {
    /** Any JSON value. */
    DYN(SimpleType.DYN),
    /** An object whose members are any JSON values. */
    MAP(MapType.create(SimpleType.STRING, SimpleType.DYN)),
    /** An object whose members are strings. */
    STRING_MAP(MapType.create(SimpleType.STRING, SimpleType.STRING)),
    /** A list of any JSON values. */
    LIST(ListType.create(SimpleType.DYN)),
    /** A {@link java.time.Instant}. */
    TIMESTAMP(SimpleType.TIMESTAMP),
    /** A string. */
    STRING(SimpleType.STRING),
    /** A whole number. */
    INT(SimpleType.INT),
    /** A number that may have a fraction. */
    DOUBLE(SimpleType.DOUBLE),
    /** True or false. */
    BOOL(SimpleType.BOOL),
    /** A {@link java.time.Duration}. */
    DURATION(SimpleType.DURATION),
    /** Nothing but null. */
    NULL(SimpleType.NULL_TYPE);

    final CelType celType;

    Type(CelType celType) {
      this.celType = celType;
    }
  }
}
