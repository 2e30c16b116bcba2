package dev.sequitur.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a restricted namespace asks for, and what running without interruption asks for. */
class HardeningTest {

  @Test
  void everyPodIsRestricted() {
    for (var overlay : Overlay.ALL) {
      for (var owner : owners(overlay)) {
        var pod = owner.at("/spec/template/spec");
        assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod.at("/securityContext/runAsUser").asInt()).isPositive();
        assertThat(pod.at("/securityContext/seccompProfile/type").asText())
            .isEqualTo("RuntimeDefault");
        assertThat(pod.findValuesAsText("hostPath")).isEmpty();
        assertThat(pod.path("containers")).allSatisfy(HardeningTest::isRestricted);
      }
      var namespace = overlay.ofKind("Namespace").getFirst().at("/metadata/labels");
      assertThat(namespace.path("pod-security.kubernetes.io/enforce").asText())
          .isEqualTo("restricted");
    }
  }

  private static void isRestricted(JsonNode container) {
    var context = container.path("securityContext");
    assertThat(context.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
    assertThat(context.path("readOnlyRootFilesystem").asBoolean()).isTrue();
    assertThat(context.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
    assertThat(container.at("/resources/limits/memory").asText()).isNotEmpty();
    assertThat(container.at("/resources/requests/memory"))
        .isEqualTo(container.at("/resources/limits/memory"));
  }

  @Test
  void everyServiceIsAskedHowItIsAndNeverStopsAltogether() {
    for (var overlay : Overlay.ALL) {
      for (var deployment : overlay.ofKind("Deployment")) {
        var container = deployment.at("/spec/template/spec/containers/0");
        assertThat(container.at("/startupProbe/httpGet/path").asText())
            .isEqualTo("/q/health/started");
        assertThat(container.at("/livenessProbe/httpGet/path").asText())
            .isEqualTo("/q/health/live");
        assertThat(container.at("/readinessProbe/httpGet/path").asText())
            .isEqualTo("/q/health/ready");
        assertThat(deployment.at("/spec/template/spec/terminationGracePeriodSeconds").asInt())
            .isGreaterThan(35);
        assertThat(deployment.at("/spec/strategy/rollingUpdate/maxUnavailable").asInt(-1)).isZero();
        assertThat(deployment.at("/spec/template/spec/topologySpreadConstraints")).hasSize(2);
      }
      assertThat(overlay.ofKind("PodDisruptionBudget"))
          .extracting(Overlay::name)
          .containsExactlyInAnyOrderElementsOf(overlay.deployments());
    }
  }

  @Test
  void everySelectorFindsThePodsOfOneDeployment() {
    for (var overlay : Overlay.ALL) {
      assertThat(overlay.ofKind("Service")).hasSameSizeAs(Services.NAMES);
      for (var kind : List.of("Service", "PodDisruptionBudget", "Deployment")) {
        for (var owner : overlay.ofKind(kind)) {
          assertThat(overlay.ofKind("Deployment"))
              .filteredOn(one -> finds(owner, one))
              .as(kind + " " + Overlay.name(owner))
              .hasSize(1);
        }
      }
    }
  }

  private static boolean finds(JsonNode owner, JsonNode deployment) {
    var selector = owner.at("/spec/selector");
    var wanted = selector.has("matchLabels") ? selector.path("matchLabels") : selector;
    var labels = deployment.at("/spec/template/metadata/labels");
    return !wanted.isEmpty()
        && wanted.properties().stream()
            .allMatch(one -> labels.path(one.getKey()).equals(one.getValue()));
  }

  @Test
  void nothingIsOpenBetweenPodsUnlessAPolicySaysSo() {
    for (var overlay : Overlay.ALL) {
      var deny =
          overlay.ofKind("NetworkPolicy").stream()
              .filter(one -> Overlay.name(one).equals("default-deny"))
              .findFirst()
              .orElseThrow()
              .path("spec");
      assertThat(deny.path("podSelector").isEmpty()).isTrue();
      assertThat(deny.path("policyTypes")).hasSize(2);
      assertThat(deny.has("ingress") || deny.has("egress")).isFalse();
    }
  }

  @Test
  void theIngressRoutesNeitherHealthNorMetrics() {
    for (var overlay : Overlay.ALL) {
      var paths = overlay.ofKind("Ingress").getFirst().at("/spec/rules/0/http/paths");
      assertThat(paths)
          .allSatisfy(
              path -> {
                var text = path.path("path").asText();
                var isPrefix = path.path("pathType").asText().equals("Prefix");
                assertThat("/q/health".startsWith(text) && isPrefix).as(text).isFalse();
              });
      assertThat(paths.get(0).at("/backend/service/name").asText()).isEqualTo("trigger-service");
      assertThat(paths.get(0).path("path").asText()).isEqualTo("/hooks/");
    }
  }

  @Test
  void noSecretIsWrittenDown() {
    for (var overlay : Overlay.ALL) {
      assertThat(overlay.ofKind("Secret")).isEmpty();
      var names = new TreeSet<String>();
      overlay
          .objects()
          .forEach(
              object ->
                  object
                      .findValues("env")
                      .forEach(
                          env ->
                              env.forEach(
                                  one -> {
                                    if (one.has("value")) {
                                      names.add(one.path("name").asText());
                                    }
                                  })));
      assertThat(names).noneMatch(name -> name.contains("PASSWORD"));
    }
  }

  private static List<JsonNode> owners(Overlay overlay) {
    return Stream.concat(overlay.ofKind("Deployment").stream(), overlay.ofKind("Job").stream())
        .toList();
  }
}
