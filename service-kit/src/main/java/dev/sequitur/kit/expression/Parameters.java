package dev.sequitur.kit.expression;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.TypeParamType;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What functions take. */
final class Parameters {

  static final CelType ELEMENT_TYPE = TypeParamType.create("A");
  static final CelType KEY_TYPE = TypeParamType.create("K");
  static final CelType LIST_TYPE = ListType.create(ELEMENT_TYPE);
  static final CelType TEXTS_TYPE = ListType.create(SimpleType.STRING);

  static final FunctionSet.Parameter TEXT =
      new FunctionSet.Parameter(SimpleType.STRING, String.class);
  static final FunctionSet.Parameter TEXTS = new FunctionSet.Parameter(TEXTS_TYPE, List.class);
  static final FunctionSet.Parameter WHOLE = new FunctionSet.Parameter(SimpleType.INT, Long.class);
  static final FunctionSet.Parameter NUMBER =
      new FunctionSet.Parameter(SimpleType.DOUBLE, Double.class);
  static final FunctionSet.Parameter INSTANT =
      new FunctionSet.Parameter(SimpleType.TIMESTAMP, Instant.class);
  static final FunctionSet.Parameter LIST = new FunctionSet.Parameter(LIST_TYPE, List.class);
  static final FunctionSet.Parameter ANY_LIST =
      new FunctionSet.Parameter(ListType.create(SimpleType.DYN), List.class);
  static final FunctionSet.Parameter MAP =
      new FunctionSet.Parameter(MapType.create(KEY_TYPE, ELEMENT_TYPE), Map.class);
  static final FunctionSet.Parameter KEY = new FunctionSet.Parameter(KEY_TYPE, Object.class);
  static final FunctionSet.Parameter ELEMENT =
      new FunctionSet.Parameter(ELEMENT_TYPE, Object.class);

  private Parameters() {}
}
