package dev.sequitur.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The Compose file has the whole platform, and says nothing that one of two Composes refuses. */
class ComposeTest {

  /** What both Compose 1.29 and 2 know of a service. */
  private static final Set<String> KNOWN =
      Set.of(
          "cap_drop",
          "command",
          "depends_on",
          "environment",
          "healthcheck",
          "image",
          "mem_limit",
          "ports",
          "profiles",
          "read_only",
          "restart",
          "security_opt",
          "shm_size",
          "stop_grace_period",
          "tmpfs",
          "user",
          "volumes");

  private final JsonNode compose = read();

  @Test
  void theSubsetOfBothComposesIsKept() {
    var sections = new TreeSet<String>();
    compose.fieldNames().forEachRemaining(sections::add);
    sections.removeIf(section -> section.startsWith("x-"));
    // No "version", at which Compose 2 complains; no "name", which Compose 1 refuses.
    assertThat(sections).containsExactly("services", "volumes");
    for (var service : compose.path("services").properties()) {
      var keys = new ArrayList<String>();
      service.getValue().fieldNames().forEachRemaining(keys::add);
      assertThat(KNOWN).as(service.getKey()).containsAll(keys);
      assertThat(service.getValue().path("depends_on").findValuesAsText("restart")).isEmpty();
    }
  }

  @Test
  void everyServiceIsRestrictedAskedAndStartedAfterTheMigration() {
    for (var name : Services.NAMES) {
      var service = service(name);
      assertThat(service.path("image").asText()).startsWith("sequitur/" + name + ":");
      assertThat(service.path("user").asText()).isEqualTo("10001:10001");
      assertThat(service.path("read_only").asBoolean()).isTrue();
      assertThat(service.at("/cap_drop/0").asText()).isEqualTo("ALL");
      assertThat(service.at("/security_opt/0").asText()).isEqualTo("no-new-privileges:true");
      assertThat(service.at("/mem_limit").asText()).isEqualTo("512m");
      assertThat(service.at("/healthcheck/test/1").asText()).isEqualTo("/app/healthy");
      assertThat(service.at("/depends_on/migration/condition").asText())
          .isEqualTo("service_completed_successfully");
      assertThat(service.at("/depends_on/broker/condition").asText()).isEqualTo("service_healthy");
    }
    assertThat(service("migration").at("/depends_on/database/condition").asText())
        .isEqualTo("service_healthy");
  }

  @Test
  void everyServiceIsHandedItsOwnSecretsAlone() {
    for (var name : Services.NAMES) {
      assertThat(strings(service(name).path("volumes")))
          .containsExactly(name + "-secrets:/app/config:ro");
    }
    assertThat(strings(service("secrets").path("volumes")))
        .hasSize(Services.NAMES.size() + 2)
        .containsAll(
            Services.NAMES.stream().map(name -> name + "-secrets:/secrets/" + name).toList());
  }

  @Test
  void nothingIsReachedFromOtherMachines() {
    for (var service : compose.path("services")) {
      assertThat(strings(service.path("ports"))).allMatch(port -> port.startsWith("127.0.0.1:"));
    }
    assertThat(service("gateway").path("ports")).hasSize(1);
    assertThat(service("broker").has("ports") || service("database").has("ports")).isFalse();
  }

  @Test
  void everyNamedVolumeIsDeclaredAndUsed() {
    var used = new TreeSet<String>();
    for (var service : compose.path("services")) {
      strings(service.path("volumes")).stream()
          .map(volume -> volume.substring(0, volume.indexOf(':')))
          .filter(volume -> !volume.startsWith("."))
          .forEach(used::add);
    }
    var declared = new TreeSet<String>();
    compose.path("volumes").fieldNames().forEachRemaining(declared::add);
    assertThat(declared).isEqualTo(used);
  }

  @Test
  void theImagesHoldEveryService() {
    var build = Overlay.text(Overlay.repository().resolve("container/build"));
    var recipe = Overlay.text(Overlay.repository().resolve("Dockerfile"));
    assertThat(recipe).contains("USER 10001:10001").doesNotContain("USER root");
    for (var name : Services.NAMES) {
      assertThat(build).contains(name);
      assertThat(recipe)
          .contains("COPY " + name + "/src/main/resources/db/migration/ /app/services/" + name);
    }
  }

  private JsonNode service(String name) {
    return compose.path("services").path(name);
  }

  private static List<String> strings(JsonNode list) {
    var strings = new ArrayList<String>();
    list.forEach(one -> strings.add(one.asText()));
    return strings;
  }

  /** Jackson's reader leaves merge keys as they are; this one resolves them, as Compose does. */
  private static JsonNode read() {
    var text = Overlay.text(Overlay.repository().resolve("docker-compose.yml"));
    var tree = new Yaml(new SafeConstructor(new LoaderOptions())).<Object>load(text);
    return new ObjectMapper().valueToTree(tree);
  }
}
