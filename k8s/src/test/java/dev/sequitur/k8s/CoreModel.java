package dev.sequitur.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Ingress;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import java.io.IOException;
import java.util.Map;

/**
 * Kubernetes' own Java model of its objects. It knows every field; so what is unknown, missing or
 * of another type is found without a cluster. It knows nothing of values that only a cluster
 * refuses, such as names that are too long.
 */
final class CoreModel {

  /** Finds what is unknown or missing, all the way down. */
  private interface Validation {
    void of(JsonElement element) throws IOException;
  }

  private record Kind(Class<?> type, Validation validation) {}

  private static final Map<String, Kind> KINDS =
      Map.ofEntries(
          Map.entry("v1/ConfigMap", new Kind(V1ConfigMap.class, V1ConfigMap::validateJsonElement)),
          Map.entry("v1/Namespace", new Kind(V1Namespace.class, V1Namespace::validateJsonElement)),
          Map.entry("v1/Service", new Kind(V1Service.class, V1Service::validateJsonElement)),
          Map.entry(
              "v1/ServiceAccount",
              new Kind(V1ServiceAccount.class, V1ServiceAccount::validateJsonElement)),
          Map.entry(
              "apps/v1/Deployment",
              new Kind(V1Deployment.class, V1Deployment::validateJsonElement)),
          Map.entry("batch/v1/Job", new Kind(V1Job.class, V1Job::validateJsonElement)),
          Map.entry(
              "networking.k8s.io/v1/Ingress",
              new Kind(V1Ingress.class, V1Ingress::validateJsonElement)),
          Map.entry(
              "networking.k8s.io/v1/NetworkPolicy",
              new Kind(V1NetworkPolicy.class, V1NetworkPolicy::validateJsonElement)),
          Map.entry(
              "policy/v1/PodDisruptionBudget",
              new Kind(V1PodDisruptionBudget.class, V1PodDisruptionBudget::validateJsonElement)));

  private CoreModel() {}

  static boolean knows(JsonNode object) {
    return KINDS.containsKey(kind(object));
  }

  /**
   * Checks one object.
   *
   * @throws RuntimeException that says what does not fit
   */
  static void check(JsonNode object) {
    var kind = KINDS.get(kind(object));
    if (kind == null) {
      throw new IllegalArgumentException("no core object: " + kind(object));
    }
    var json = Overlay.json(object);
    try {
      kind.validation().of(JsonParser.parseString(json));
    } catch (IOException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    requireSame(
        "", object, Overlay.tree(JSON.serialize(JSON.<Object>deserialize(json, kind.type()))));
  }

  /** A text where a boolean belongs is read as one without a word; written again it is another. */
  private static void requireSame(String path, JsonNode given, JsonNode read) {
    if (given.isContainerNode()) {
      given
          .properties()
          .forEach(one -> same(path + "." + one.getKey(), one.getValue(), read.path(one.getKey())));
      for (var i = 0; given.isArray() && i < given.size(); i++) {
        requireSame(path + "[]", given.get(i), read.path(i));
      }
    } else if (!given.equals(read)) {
      throw new IllegalArgumentException(path + " is " + given + ", and was read as " + read);
    }
  }

  /** Quantities are written again in another unit. */
  private static void same(String path, JsonNode given, JsonNode read) {
    if (!path.endsWith(".requests") && !path.endsWith(".limits") && !path.endsWith(".sizeLimit")) {
      requireSame(path, given, read);
    }
  }

  static String kind(JsonNode object) {
    return object.path("apiVersion").asText() + "/" + object.path("kind").asText();
  }
}
