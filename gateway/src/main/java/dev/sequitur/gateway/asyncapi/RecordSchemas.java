package dev.sequitur.gateway.asyncapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * JSON Schemas of wire records, read off the records themselves: components are fields, what is
 * {@code @Nullable} may be absent. Readers keep fields that they do not know, so further ones are
 * not forbidden.
 */
final class RecordSchemas {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Map<Class<?>, String> FORMATS =
      Map.of(UUID.class, "uuid", Instant.class, "date-time", Duration.class, "duration");

  private final Map<String, ObjectNode> named = new TreeMap<>();

  /** A reference to the record's schema, which is among {@link #all} from then on. */
  ObjectNode reference(Class<?> type) {
    var name = type.getSimpleName();
    if (!named.containsKey(name)) {
      // Named before it is described: a record may hold its like.
      named.put(name, JSON.objectNode());
      named.put(name, type.isEnum() ? constants(type) : fields(type));
    }
    return JSON.objectNode().put("$ref", "#/components/schemas/" + name);
  }

  /** Every schema that was referred to, by name. */
  Map<String, ObjectNode> all() {
    return named;
  }

  private ObjectNode fields(Class<?> type) {
    var schema = JSON.objectNode().put("type", "object");
    var required = JSON.arrayNode();
    var properties = JSON.objectNode();
    for (var component : type.getRecordComponents()) {
      properties.set(component.getName(), of(component.getAnnotatedType()));
      if (!mayBeAbsent(component)) {
        required.add(component.getName());
      }
    }
    schema.set("required", required);
    schema.set("properties", properties);
    return schema;
  }

  private static boolean mayBeAbsent(RecordComponent component) {
    var included = component.getAccessor().getAnnotation(JsonInclude.class);
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class)
        || (included != null && included.value() == JsonInclude.Include.NON_EMPTY);
  }

  private static ObjectNode constants(Class<?> type) {
    var schema = JSON.objectNode().put("type", "string");
    var values = schema.putArray("enum");
    for (var constant : type.getEnumConstants()) {
      values.add(((Enum<?>) constant).name());
    }
    return schema;
  }

  private ObjectNode of(AnnotatedType annotated) {
    var type = raw(annotated);
    if (FORMATS.containsKey(type)) {
      return JSON.objectNode().put("type", "string").put("format", FORMATS.get(type));
    }
    if (type.isRecord() || type.isEnum()) {
      return reference(type);
    }
    if (Map.class.isAssignableFrom(type)) {
      var schema = JSON.objectNode().put("type", "object");
      schema.set("additionalProperties", argument(annotated, 1));
      return schema;
    }
    if (Collection.class.isAssignableFrom(type)) {
      var schema = JSON.objectNode().put("type", "array");
      schema.set("items", argument(annotated, 0));
      return schema;
    }
    return simple(type);
  }

  private ObjectNode argument(AnnotatedType annotated, int index) {
    return of(((AnnotatedParameterizedType) annotated).getAnnotatedActualTypeArguments()[index]);
  }

  private static Class<?> raw(AnnotatedType annotated) {
    var type = annotated.getType();
    return type instanceof java.lang.reflect.ParameterizedType generic
        ? (Class<?>) generic.getRawType()
        : (Class<?>) type;
  }

  private static ObjectNode simple(Class<?> type) {
    if (type == String.class) {
      return JSON.objectNode().put("type", "string");
    }
    if (type == boolean.class || type == Boolean.class) {
      return JSON.objectNode().put("type", "boolean");
    }
    if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
      return JSON.objectNode().put("type", "integer");
    }
    if (type == Object.class) {
      return JSON.objectNode();
    }
    throw new IllegalStateException("no schema is known for " + type);
  }
}
