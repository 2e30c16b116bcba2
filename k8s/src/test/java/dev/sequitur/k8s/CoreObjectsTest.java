package dev.sequitur.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Kubernetes' own objects are what Kubernetes says they are, and the check notices if not. */
class CoreObjectsTest {

  @Test
  void everyCoreObjectFitsItsModel() {
    for (var overlay : Overlay.ALL) {
      var core = overlay.objects().stream().filter(CoreModel::knows).toList();
      assertThat(core).hasSizeGreaterThan(30).allSatisfy(CoreModel::check);
    }
  }

  @Test
  void whatIsNoCoreObjectIsAnOperatorsAndCheckedWithItsFields() {
    for (var overlay : Overlay.ALL) {
      assertThat(overlay.objects())
          .filteredOn(object -> !CoreModel.knows(object) && !StrimziModel.knows(object))
          .allSatisfy(
              object -> assertThat(OperatorModel.KINDS).containsKey(CoreModel.kind(object)));
    }
  }

  @Test
  void anUnknownFieldIsNoticedAtAnyDepth() {
    notices(object -> object.put("extra", 1), "extra");
    notices(
        object -> ((ObjectNode) object.at("/spec/template/spec")).put("hostNetworks", true),
        "hostNetworks");
    notices(object -> container(object).put("imagePullPolice", "Always"), "imagePullPolice");
    notices(
        object -> ((ObjectNode) container(object).at("/livenessProbe/httpGet")).put("pth", "/"),
        "pth");
  }

  @Test
  void aMissingFieldIsNoticed() {
    notices(object -> ((ObjectNode) object.path("spec")).remove("selector"), "selector");
    notices(object -> container(object).remove("name"), "name");
    notices(
        object -> ((ObjectNode) container(object).at("/livenessProbe/httpGet")).remove("port"),
        "port");
  }

  @Test
  void aWrongTypeIsNoticed() {
    notices(object -> ((ObjectNode) object.path("spec")).put("replicas", "three"), "three");
    notices(object -> container(object).put("ports", "8080"), "JsonArray");
    notices(object -> container(object).putObject("image"), "image");
    notices(
        object ->
            ((ObjectNode) container(object).path("securityContext"))
                .put("allowPrivilegeEscalation", "no"),
        "allowPrivilegeEscalation");
  }

  /** A Deployment that is right but for one thing. */
  private static void notices(Consumer<ObjectNode> change, String named) {
    var object = (ObjectNode) new Overlay("prod").ofKind("Deployment").getFirst().deepCopy();
    CoreModel.check(object);
    change.accept(object);
    assertThatThrownBy(() -> CoreModel.check(object))
        .isInstanceOf(RuntimeException.class)
        .hasMessageContaining(named);
  }

  private static ObjectNode container(JsonNode object) {
    return (ObjectNode) ((ArrayNode) object.at("/spec/template/spec/containers")).get(0);
  }
}
