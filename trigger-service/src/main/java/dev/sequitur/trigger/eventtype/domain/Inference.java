package dev.sequitur.trigger.eventtype.domain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A schema that samples suggest. It holds for each of them; whether it holds for what comes next is
 * for its reader to judge.
 */
public final class Inference {

  private final boolean closed;

  private Inference(boolean closed) {
    this.closed = closed;
  }

  /**
   * @param samples at least one
   * @param closed whether fields that no sample has are to be refused
   */
  public static Map<String, Object> schema(List<?> samples, boolean closed) {
    var seen = new Profile();
    samples.forEach(seen::add);
    var schema = new LinkedHashMap<String, Object>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.putAll(new Inference(closed).schema(seen));
    return schema;
  }

  private Map<String, Object> schema(Profile seen) {
    var schema = new LinkedHashMap<String, Object>();
    var types = seen.types();
    if (!types.isEmpty()) {
      schema.put("type", types.size() == 1 ? types.getFirst() : types);
    }
    text(seen, types, schema);
    if (types.contains("object")) {
      members(seen, schema);
    }
    if (types.contains("array") && !seen.elements().types().isEmpty()) {
      schema.put("items", schema(seen.elements()));
    }
    return schema;
  }

  private static void text(Profile seen, List<String> types, Map<String, Object> schema) {
    var format = seen.texts().format();
    if (format != null) {
      schema.put("format", format);
    } else if (seen.texts().isEnumeration()
        && types.stream().allMatch(type -> type.equals("string") || type.equals("null"))) {
      schema.put("enum", values(seen, types));
    }
  }

  private static List<@Nullable Object> values(Profile seen, List<String> types) {
    var values = new ArrayList<@Nullable Object>(seen.texts().values());
    if (types.contains("null")) {
      values.add(null);
    }
    return values;
  }

  private void members(Profile seen, Map<String, Object> schema) {
    if (seen.hasManyNames()) {
      schema.put("additionalProperties", schema(seen.anyMember()));
      return;
    }
    var properties = new LinkedHashMap<String, Object>();
    seen.members().forEach((name, member) -> properties.put(name, schema(member)));
    schema.put("properties", properties);
    var required = seen.required();
    if (!required.isEmpty()) {
      schema.put("required", required);
    }
    if (closed) {
      schema.put("additionalProperties", false);
    }
  }
}
