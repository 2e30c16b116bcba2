package dev.sequitur.k8s;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.strimzi.api.kafka.model.common.UnknownPropertyPreserving;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Strimzi's own classes of its objects. They tell unknown fields and wrong types; that a field is
 * missing, or a value none of those that there are, only the operator tells.
 */
final class StrimziModel {

  private static final Map<String, Class<?>> KINDS =
      Map.of(
          "kafka.strimzi.io/v1beta2/Kafka", Kafka.class,
          "kafka.strimzi.io/v1beta2/KafkaNodePool", KafkaNodePool.class,
          "kafka.strimzi.io/v1beta2/KafkaTopic", KafkaTopic.class,
          "kafka.strimzi.io/v1beta2/KafkaUser", KafkaUser.class);

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private StrimziModel() {}

  static boolean knows(JsonNode object) {
    return KINDS.containsKey(CoreModel.kind(object));
  }

  /**
   * Checks one object.
   *
   * @throws RuntimeException that says what does not fit
   */
  static void check(JsonNode object) {
    var type = KINDS.get(CoreModel.kind(object));
    if (type == null) {
      throw new IllegalArgumentException("no object of Strimzi's: " + CoreModel.kind(object));
    }
    try {
      var unknown = new TreeSet<String>();
      collect(JSON.treeToValue(object, type), "", unknown);
      if (!unknown.isEmpty()) {
        throw new IllegalArgumentException("unknown: " + unknown);
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** What the classes do not know they keep aside, each its own. */
  private static void collect(@Nullable Object object, String path, Set<String> into) {
    if (object instanceof UnknownPropertyPreserving keeper) {
      keeper.getAdditionalProperties().keySet().forEach(name -> into.add(path + "." + name));
    }
    if (object instanceof Collection<?> several) {
      several.forEach(one -> collect(one, path + "[]", into));
    } else if (object != null && object.getClass().getName().startsWith("io.strimzi.")) {
      for (var method : object.getClass().getMethods()) {
        if (isGetter(method)) {
          collect(got(object, method), path + "." + method.getName().substring(3), into);
        }
      }
    }
  }

  private static boolean isGetter(Method method) {
    return method.getName().startsWith("get")
        && method.getParameterCount() == 0
        && !Modifier.isStatic(method.getModifiers())
        && (method.getReturnType().getName().startsWith("io.strimzi.")
            || method.getReturnType() == Object.class
            || Collection.class.isAssignableFrom(method.getReturnType()));
  }

  private static @Nullable Object got(Object object, Method method) {
    try {
      return method.invoke(object);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(method.toString(), e);
    }
  }
}
