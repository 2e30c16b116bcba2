package dev.sequitur.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The fields of other operators' objects that the manifests use, written down from the operators'
 * references; a dot leads into an object, {@code []} into a list, {@code *} stands for any name.
 *
 * <p>Unlike Kubernetes' and Strimzi's objects these are not held against a model of the operators'
 * making: a field that is misread here is misread there, too, and types and values are not checked.
 */
final class OperatorModel {

  static final Map<String, Set<String>> KINDS =
      Map.ofEntries(
          Map.entry(
              "postgresql.cnpg.io/v1/Cluster",
              Set.of(
                  "spec.instances",
                  "spec.imageName",
                  "spec.enableSuperuserAccess",
                  "spec.postgresql.synchronous.method",
                  "spec.postgresql.synchronous.number",
                  "spec.postgresql.synchronous.dataDurability",
                  "spec.postgresql.parameters.*",
                  "spec.bootstrap.initdb.database",
                  "spec.bootstrap.initdb.owner",
                  "spec.bootstrap.initdb.encoding",
                  "spec.storage.size",
                  "spec.walStorage.size",
                  "spec.resources.requests.*",
                  "spec.resources.limits.*",
                  "spec.backup.retentionPolicy",
                  "spec.backup.barmanObjectStore.destinationPath",
                  "spec.backup.barmanObjectStore.s3Credentials.accessKeyId.name",
                  "spec.backup.barmanObjectStore.s3Credentials.accessKeyId.key",
                  "spec.backup.barmanObjectStore.s3Credentials.secretAccessKey.name",
                  "spec.backup.barmanObjectStore.s3Credentials.secretAccessKey.key")),
          Map.entry(
              "postgresql.cnpg.io/v1/ScheduledBackup",
              Set.of("spec.schedule", "spec.backupOwnerReference", "spec.cluster.name")),
          Map.entry(
              "keda.sh/v1alpha1/ScaledObject",
              Set.of(
                  "spec.scaleTargetRef.name",
                  "spec.minReplicaCount",
                  "spec.maxReplicaCount",
                  "spec.cooldownPeriod",
                  "spec.triggers[].type",
                  "spec.triggers[].metadata.*",
                  "spec.triggers[].authenticationRef.name")),
          Map.entry(
              "keda.sh/v1alpha1/TriggerAuthentication",
              Set.of(
                  "spec.secretTargetRef[].parameter",
                  "spec.secretTargetRef[].name",
                  "spec.secretTargetRef[].key",
                  "spec.configMapTargetRef[].parameter",
                  "spec.configMapTargetRef[].name",
                  "spec.configMapTargetRef[].key")),
          Map.entry(
              "monitoring.coreos.com/v1/PodMonitor",
              Set.of(
                  "spec.selector.matchLabels.*",
                  "spec.podTargetLabels[]",
                  "spec.podMetricsEndpoints[].port",
                  "spec.podMetricsEndpoints[].path",
                  "spec.podMetricsEndpoints[].interval",
                  "spec.podMetricsEndpoints[].relabelings[].sourceLabels[]",
                  "spec.podMetricsEndpoints[].relabelings[].targetLabel")),
          Map.entry(
              "monitoring.coreos.com/v1/PrometheusRule",
              Set.of(
                  "spec.groups[].name",
                  "spec.groups[].rules[].alert",
                  "spec.groups[].rules[].expr",
                  "spec.groups[].rules[].for",
                  "spec.groups[].rules[].labels.*",
                  "spec.groups[].rules[].annotations.*")));

  private OperatorModel() {}

  /** Fields of an object that its list lacks. */
  static Set<String> unknown(JsonNode object) {
    var known = KINDS.getOrDefault(CoreModel.kind(object), Set.of());
    var found = new TreeSet<String>();
    collect(object.path("spec"), "spec", found);
    found.removeIf(field -> known.stream().anyMatch(one -> fits(one, field)));
    return found;
  }

  private static boolean fits(String known, String field) {
    // A name in a map, such as a topic's setting, may hold dots itself.
    return known.endsWith(".*")
        ? field.startsWith(known.substring(0, known.length() - 1))
        : known.equals(field);
  }

  private static void collect(JsonNode node, String path, Set<String> into) {
    if (node.isObject() && !node.isEmpty()) {
      node.properties().forEach(one -> collect(one.getValue(), path + "." + one.getKey(), into));
    } else if (node.isArray()) {
      node.forEach(one -> collect(one, path + "[]", into));
    } else {
      into.add(path);
    }
  }
}
