package dev.sequitur.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What operators (Strimzi, CloudNativePG, KEDA, Prometheus) are given. */
class OperatorObjectsTest {

  private static final Pattern METRIC = Pattern.compile("\\bsequitur_[a-z_]+");

  @Test
  void everyFieldOfAnOperatorsObjectIsOneOfItsList() {
    for (var overlay : Overlay.ALL) {
      assertThat(overlay.objects())
          .filteredOn(object -> OperatorModel.KINDS.containsKey(CoreModel.kind(object)))
          .isNotEmpty()
          .allSatisfy(object -> assertThat(OperatorModel.unknown(object)).isEmpty());
    }
  }

  @Test
  void aFieldThatIsNotInTheListIsNoticed() {
    var backup = (ObjectNode) new Overlay("prod").ofKind("ScheduledBackup").getFirst().deepCopy();
    ((ObjectNode) backup.path("spec")).put("scheduled", "daily");
    assertThat(OperatorModel.unknown(backup)).containsExactly("spec.scheduled");
  }

  @Test
  void everyObjectOfStrimzisFitsItsModel() {
    for (var overlay : Overlay.ALL) {
      var objects = overlay.objects().stream().filter(StrimziModel::knows).toList();
      assertThat(objects).hasSizeGreaterThan(15).allSatisfy(StrimziModel::check);
    }
  }

  @Test
  void whatDoesNotFitStrimzisModelIsNoticed() {
    notices("KafkaTopic", topic -> spec(topic).put("partition", 4), "partition");
    notices("KafkaTopic", topic -> spec(topic).put("partitions", "four"), "partitions");
    notices("KafkaNodePool", pool -> spec(pool).put("role", "broker"), "role");
    notices(
        "Kafka",
        kafka -> ((ObjectNode) kafka.at("/spec/kafka/listeners/0")).put("prot", 1),
        "prot");
  }

  private static void notices(String kind, Consumer<ObjectNode> change, String named) {
    var object = (ObjectNode) new Overlay("prod").ofKind(kind).getFirst().deepCopy();
    StrimziModel.check(object);
    change.accept(object);
    assertThatThrownBy(() -> StrimziModel.check(object))
        .isInstanceOf(RuntimeException.class)
        .hasMessageContaining(named);
  }

  private static ObjectNode spec(ObjectNode object) {
    return (ObjectNode) object.path("spec");
  }

  @Test
  void alertsAskForMetricsThatThereAre() {
    var operations = Overlay.text(Overlay.repository().resolve("docs/operations.md"));
    var rules = rules();
    assertThat(rules).hasSizeGreaterThan(100);
    assertThat(METRIC.matcher(rules).results().map(one -> one.group()).distinct().toList())
        .isNotEmpty()
        .allSatisfy(metric -> assertThat(operations).contains("`" + metric));
  }

  @Test
  void everyAlertLeadsToARunbookThatIsThere() {
    var links = new ArrayList<String>();
    for (var rule : new Overlay("prod").ofKind("PrometheusRule")) {
      rule.findValuesAsText("runbook_url", links);
      assertThat(rule.findValuesAsText("alert")).hasSameSizeAs(links).doesNotHaveDuplicates();
    }
    assertThat(links).hasSizeGreaterThan(10).allSatisfy(OperatorObjectsTest::leadsSomewhere);
  }

  private static void leadsSomewhere(String link) {
    var parts = link.split("#", 2);
    var file = Overlay.repository().resolve(parts[0]);
    assertThat(file).exists();
    if (parts.length == 2) {
      assertThat(anchors(Overlay.text(file)).lines()).contains(parts[1]);
    }
  }

  @Test
  void aScaledServiceHasNoMoreReplicasThanItsTopicHasPartitions() {
    for (var scaled : new Overlay("prod").ofKind("ScaledObject")) {
      assertThat(Services.NAMES).contains(scaled.at("/spec/scaleTargetRef/name").asText());
      assertThat(scaled.at("/spec/maxReplicaCount").asInt()).isBetween(2, 32);
      assertThat(scaled.at("/spec/minReplicaCount").asInt()).isGreaterThanOrEqualTo(2);
    }
  }

  private static String rules() {
    return new Overlay("prod")
        .ofKind("PrometheusRule").stream().map(Overlay::json).collect(Collectors.joining());
  }

  private static String anchors(String markdown) {
    return markdown
        .lines()
        .filter(line -> line.startsWith("#"))
        .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(java.util.Locale.ROOT))
        .map(line -> line.replaceAll("[^a-z0-9 -]", "").replace(' ', '-'))
        .collect(Collectors.joining("\n"));
  }
}
