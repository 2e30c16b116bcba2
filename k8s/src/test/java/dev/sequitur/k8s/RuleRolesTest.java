package dev.sequitur.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** rule-service in two parts: together they are one, and each has what it needs alone. */
class RuleRolesTest {

  private static final Overlay PARTS = new Overlay("roles");
  private static final JsonNode MATCH = PARTS.only("Deployment", "rule-service");
  private static final JsonNode API = PARTS.only("Deployment", "rule-service-api");

  @Test
  void thePartsAreOneImageWithDifferentRoles() {
    assertThat(environment(MATCH)).contains("SEQUITUR_RULE_ROLES=match");
    assertThat(environment(API)).contains("SEQUITUR_RULE_ROLES=api");
    assertThat(container(MATCH).path("image")).isEqualTo(container(API).path("image"));
    var whole = new Overlay("prod").only("Deployment", "rule-service");
    assertThat(container(MATCH).path("image")).isEqualTo(container(whole).path("image"));
    assertThat(MATCH.at("/spec/selector")).isEqualTo(whole.at("/spec/selector"));
  }

  @Test
  void whoDecidesHasNoWayToTheDatabase() {
    assertThat(environment(MATCH))
        .contains("SEQUITUR_HEALTH_DATABASE_REQUIRED=false")
        .noneMatch(one -> one.startsWith("SEQUITUR_DATABASE_"));
    assertThat(environment(API))
        .anyMatch(one -> one.startsWith("SEQUITUR_DATABASE_PATH_PASSWORD"))
        .noneMatch(one -> one.startsWith("SEQUITUR_HEALTH_DATABASE_REQUIRED"));
    assertThat(names(PARTS.only("NetworkPolicy", "database")))
        .contains("rule-service-api")
        .doesNotContain("rule-service");
  }

  @Test
  void requestsReachWhoAnswersAlone() {
    assertThat(PARTS.only("Service", "rule-service").at("/spec/selector/app.kubernetes.io~1name"))
        .isEqualTo(API.at("/spec/template/metadata/labels/app.kubernetes.io~1name"));
    assertThat(names(PARTS.only("NetworkPolicy", "services")))
        .contains("rule-service-api")
        .doesNotContain("rule-service");
  }

  @Test
  void lagScalesWhoDecides() {
    assertThat(PARTS.only("ScaledObject", "rule-service").at("/spec/scaleTargetRef/name").asText())
        .isEqualTo(Overlay.name(MATCH));
    assertThat(
            PARTS
                .only("ScaledObject", "rule-service")
                .at("/spec/triggers")
                .findValuesAsText("topic"))
        .containsExactly("sequitur.events.v1");
    assertThat(PARTS.ofKind("ScaledObject"))
        .noneMatch(one -> one.at("/spec/scaleTargetRef/name").equals(API.at("/metadata/name")));
  }

  @Test
  void permissionsOfThePartsTogetherAreThoseOfTheWhole() {
    var match = permissions(PARTS, "rule-service");
    var api = permissions(PARTS, "rule-service-api");
    var together = new HashSet<>(match);
    together.addAll(api);
    assertThat(together).isEqualTo(permissions(new Overlay("prod"), "rule-service"));
    assertThat(match)
        .noneMatch(
            one ->
                one.contains("audit")
                    || one.contains("definitions.v1 Write")
                    || one.contains("correlations.v1 Read")
                    || one.contains("group sequitur.rule.brake"));
    assertThat(api)
        .noneMatch(
            one ->
                one.contains("correlations.v1 Write") || one.contains("group sequitur.rule.match"));
    for (var part : List.of(MATCH, API)) {
      assertThat(part.at("/spec/template/spec/volumes").findValuesAsText("secretName"))
          .contains(Overlay.name(part));
    }
  }

  private static Set<String> permissions(Overlay overlay, String user) {
    var found = new HashSet<String>();
    for (var rule : overlay.only("KafkaUser", user).at("/spec/authorization/acls")) {
      var resource = rule.path("resource");
      for (var operation : rule.path("operations")) {
        found.add(
            "%s %s %s"
                .formatted(
                    resource.path("type").asText(),
                    resource.path("name").asText(),
                    operation.asText()));
      }
    }
    return found;
  }

  private static List<String> names(JsonNode policy) {
    var names = new ArrayList<String>();
    policy
        .at("/spec/podSelector/matchExpressions/0/values")
        .forEach(name -> names.add(name.asText()));
    return names;
  }

  private static List<String> environment(JsonNode deployment) {
    var all = new ArrayList<String>();
    container(deployment)
        .path("env")
        .forEach(one -> all.add(one.path("name").asText() + "=" + one.path("value").asText()));
    return all;
  }

  private static JsonNode container(JsonNode deployment) {
    return deployment.at("/spec/template/spec/containers/0");
  }
}
