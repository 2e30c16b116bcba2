package dev.sequitur.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequitur.contracts.Topic;
import dev.sequitur.contracts.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each service may read what it hears and write what it says, as the architecture tells it. */
class AccessTest {

  private static final Pattern QUOTED = Pattern.compile("`([a-z-]+)`");
  private static final Set<String> DEFINES =
      Set.of(
          "trigger-service",
          "rule-service",
          "executor-service",
          "notification-service",
          "reporting-service");

  @Test
  void everyServiceReadsWhatItHears() {
    for (var service : Services.NAMES) {
      var heard = new TreeSet<>(topics(row(service).get(3)));
      if (service.equals("gateway")) {
        heard.add("api-keys"); // Its own, and the other replicas'.
      }
      if (DEFINES.contains(service)) {
        heard.add("definitions");
      }
      if (Set.of("trigger-service", "executor-service").contains(service)) {
        heard.add("secrets");
      }
      assertThat(may(service, "topic", "Read")).as(service).isEqualTo(heard);
    }
  }

  @Test
  void everyServiceWritesWhatItSays() {
    for (var service : Services.NAMES) {
      var said = new TreeSet<>(topics(row(service).get(4)));
      said.add("quarantine");
      said.add("audit");
      if (DEFINES.contains(service)) {
        said.add("definitions");
      }
      assertThat(may(service, "topic", "Write")).as(service).isEqualTo(said);
    }
  }

  @Test
  void nobodyMayMakeChangeOrDeleteTopics() {
    for (var overlay : Overlay.ALL) {
      assertThat(overlay.ofKind("KafkaUser"))
          .flatExtracting(user -> user.at("/spec/authorization/acls").findValuesAsText("type"))
          .isSubsetOf("topic", "group", "cluster");
      for (var user : overlay.ofKind("KafkaUser")) {
        for (var rule : user.at("/spec/authorization/acls")) {
          var allowed =
              rule.at("/resource/type").asText().equals("group")
                  ? Set.of("Read", "Describe", "Delete")
                  : Set.of("Read", "Write", "Describe");
          assertThat(operations(rule)).as(Overlay.json(rule)).isSubsetOf(allowed);
          assertThat(rule.at("/resource/name").asText()).isNotEqualTo("*");
        }
      }
    }
  }

  @Test
  void everyServiceHasAUserThatProvesItself() {
    for (var overlay : Overlay.ALL) {
      assertThat(overlay.ofKind("KafkaUser")).extracting(Overlay::name).containsAll(Services.NAMES);
      assertThat(overlay.ofKind("KafkaUser"))
          .extracting(user -> user.at("/spec/authentication/type").asText())
          .containsOnly("scram-sha-512");
      var kafka = overlay.ofKind("Kafka").getFirst().at("/spec/kafka");
      assertThat(kafka.at("/authorization/type").asText()).isEqualTo("simple");
      assertThat(kafka.path("listeners"))
          .allSatisfy(
              listener -> {
                assertThat(listener.path("tls").asBoolean()).isTrue();
                assertThat(listener.at("/authentication/type").asText()).isEqualTo("scram-sha-512");
              });
    }
  }

  /** Topics, without what is around their names. */
  private static Set<String> may(String service, String type, String operation) {
    var found = new TreeSet<String>();
    var user =
        new Overlay("prod")
            .ofKind("KafkaUser").stream()
                .filter(one -> Overlay.name(one).equals(service))
                .findFirst()
                .orElseThrow();
    for (var rule : user.at("/spec/authorization/acls")) {
      if (rule.at("/resource/type").asText().equals(type) && operations(rule).contains(operation)) {
        assertThat(rule.at("/resource/patternType").asText()).isEqualTo("literal");
        found.add(shortName(rule.at("/resource/name").asText()));
      }
    }
    return found;
  }

  private static List<String> operations(JsonNode rule) {
    var operations = new ArrayList<String>();
    rule.path("operations").forEach(one -> operations.add(one.asText()));
    return operations;
  }

  private static String shortName(String topic) {
    return topic.replaceFirst("^sequitur\\.", "").replaceFirst("\\.v1$", "");
  }

  /** The row of docs/architecture.md: service, port, hears, says, owns. */
  private static List<String> row(String service) {
    return Overlay.text(Overlay.repository().resolve("docs/architecture.md"))
        .lines()
        .filter(line -> line.startsWith("| " + service + " |"))
        .findFirst()
        .map(line -> List.of(line.split("\\|", -1)))
        .orElseThrow();
  }

  private static Set<String> topics(String cell) {
    var all = Topics.all().stream().map(Topic::name).map(AccessTest::shortName).toList();
    var found = new TreeSet<String>();
    QUOTED
        .matcher(cell)
        .results()
        .map(one -> one.group(1))
        .filter(all::contains)
        .forEach(found::add);
    return found;
  }
}
