package dev.sequitur.trigger.eventtype.domain;

import dev.sequitur.kit.problem.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which fields of an event are personal data: JSON Pointers into its data, with {@code *} for every
 * element of a list.
 */
public final class PersonalFields {

  private PersonalFields() {}

  /** Those that are no pointers, or lead where the schema says that nothing can be. */
  public static List<Violation> errors(Map<?, ?> schema, List<?> personal, String pointer) {
    var errors = new ArrayList<Violation>();
    for (int i = 0; i < personal.size(); i++) {
      if (!(personal.get(i) instanceof String path) || !path.startsWith("/")) {
        errors.add(
            new Violation(
                pointer + "/" + i, "WRONG_VALUE", "a pointer such as /customer/email is expected"));
      } else if (!mayBe(schema, schema, path.substring(1).split("/", -1), 0)) {
        errors.add(
            new Violation(
                pointer + "/" + i, "PERSONAL_UNKNOWN", "the schema has no field at this place"));
      }
    }
    return errors;
  }

  private static boolean mayBe(@Nullable Object node, Map<?, ?> root, String[] steps, int at) {
    if (!(node instanceof Map<?, ?> schema)) {
      return !Boolean.FALSE.equals(node);
    }
    if (schema.get("$ref") instanceof String reference) {
      return mayBe(SchemaCheck.definition(root, reference), root, steps, at);
    }
    if (at == steps.length) {
      return true;
    }
    if (schema.get("items") instanceof Map<?, ?> items && steps[at].matches("\\*|[0-9]+")) {
      return mayBe(items, root, steps, at + 1);
    }
    var name = steps[at].replace("~1", "/").replace("~0", "~");
    if (schema.get("properties") instanceof Map<?, ?> members && members.containsKey(name)) {
      return mayBe(members.get(name), root, steps, at + 1);
    }
    var others = schema.get("additionalProperties");
    return others == null || mayBe(others, root, steps, at + 1);
  }
}
