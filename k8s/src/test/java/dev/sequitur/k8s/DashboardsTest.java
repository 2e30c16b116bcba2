package dev.sequitur.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What Grafana is given. That its queries are answered by the services is held by MetricsE2E; that
 * Grafana shows it as it is meant is seen by nobody here.
 */
class DashboardsTest {

  private static final Path FOLDER =
      Overlay.folder().resolve("components/observability/dashboards");

  @Test
  void thereAreFourWithNamesOfTheirOwn() {
    var boards = boards();
    assertThat(boards).hasSize(4);
    assertThat(boards).extracting(board -> board.path("uid").asText()).doesNotHaveDuplicates();
    assertThat(boards).extracting(board -> board.path("title").asText()).doesNotHaveDuplicates();
    assertThat(boards)
        .allSatisfy(
            board -> {
              assertThat(board.path("uid").asText()).matches("sequitur-[a-z]+");
              assertThat(board.path("schemaVersion").asInt()).isPositive();
            });
  }

  @Test
  void everyPanelSaysWhatItShowsAndInWhichUnit() {
    for (var board : boards()) {
      var ids = new HashSet<Integer>();
      for (var panel : board.path("panels")) {
        var where = board.path("title").asText() + " / " + panel.path("title").asText();
        assertThat(ids.add(panel.path("id").asInt())).as(where).isTrue();
        assertThat(panel.path("title").asText()).as(where).isNotBlank();
        if (!panel.path("type").asText().equals("row")) {
          shows(panel, where);
        }
      }
    }
  }

  private static void shows(JsonNode panel, String where) {
    assertThat(panel.at("/fieldConfig/defaults/unit").asText()).as(where).isNotBlank();
    assertThat(panel.path("description").asText()).as(where).isNotBlank();
    assertThat(panel.path("targets")).as(where).isNotEmpty();
    var references = new HashSet<String>();
    for (var target : panel.path("targets")) {
      assertThat(target.path("expr").asText()).as(where).isNotBlank();
      assertThat(references.add(target.path("refId").asText())).as(where).isTrue();
      assertThat(target.at("/datasource/uid").asText()).as(where).isEqualTo("${datasource}");
    }
  }

  @Test
  void noPanelLiesOnAnother() {
    for (var board : boards()) {
      var taken = new HashSet<List<Integer>>();
      for (var panel : board.path("panels")) {
        var place = panel.path("gridPos");
        int x = place.path("x").asInt();
        int y = place.path("y").asInt();
        assertThat(x + place.path("w").asInt()).isLessThanOrEqualTo(24);
        for (int column = x; column < x + place.path("w").asInt(); column++) {
          for (int line = y; line < y + place.path("h").asInt(); line++) {
            assertThat(taken.add(List.of(column, line)))
                .as("%s at %s, %s", panel.path("title"), column, line)
                .isTrue();
          }
        }
      }
    }
  }

  @Test
  void grafanaIsGivenTheFilesThemselvesByKubernetesAndByCompose() {
    var map =
        new Overlay("prod")
            .ofKind("ConfigMap").stream()
                .filter(one -> Overlay.name(one).equals("sequitur-dashboards"))
                .findFirst()
                .orElseThrow();
    assertThat(map.at("/metadata/labels/grafana_dashboard").asText()).isEqualTo("1");
    assertThat(map.path("data")).hasSize(4);
    for (var file : files()) {
      assertThat(map.path("data").path(file.getFileName().toString()).asText())
          .isEqualTo(Overlay.text(file));
    }
    assertThat(Overlay.text(Overlay.repository().resolve("docker-compose.yml")))
        .contains("./k8s/components/observability/dashboards:/etc/grafana/dashboards/sequitur:ro");
  }

  @Test
  void composesPrometheusHasTheSameAlertsAndTheSameServices() {
    var container = Overlay.repository().resolve("container");
    var alerts = Overlay.read(container.resolve("alerts.yml")).getFirst();
    var rule = new Overlay("prod").ofKind("PrometheusRule").getFirst();
    assertThat(alerts.path("groups")).isEqualTo(rule.at("/spec/groups")).isNotEmpty();

    var scraped = Overlay.read(container.resolve("prometheus.yml")).getFirst();
    var services = new ArrayList<String>();
    for (var target : scraped.at("/scrape_configs/0/static_configs")) {
      services.add(target.at("/labels/service").asText());
      assertThat(target.at("/targets/0").asText())
          .startsWith(target.at("/labels/service").asText() + ":");
    }
    assertThat(services).containsExactlyInAnyOrderElementsOf(Services.NAMES);
    var monitor = new Overlay("prod").ofKind("PodMonitor").getFirst();
    assertThat(monitor.at("/spec/podMetricsEndpoints/0/relabelings/0/targetLabel").asText())
        .isEqualTo("service");
  }

  /**
   * Run by Prometheus' own {@code promtool}, where there is one; here, that no alert is left out.
   */
  @Test
  void everyAlertIsTriedInAStateInWhichItFiresAndInOneInWhichItDoesNot() {
    var container = Overlay.repository().resolve("container");
    var names =
        Overlay.read(container.resolve("alerts.yml"))
            .getFirst()
            .at("/groups/0/rules")
            .findValuesAsText("alert");
    var tests = Overlay.read(container.resolve("alerts-test.yml")).getFirst().path("tests");
    assertThat(tests).hasSize(2);
    for (var test : tests) {
      assertThat(test.path("alert_rule_test").findValuesAsText("alertname")).isEqualTo(names);
    }
    tests.at("/0/alert_rule_test").forEach(one -> assertThat(one.path("exp_alerts")).hasSize(1));
    tests.at("/1/alert_rule_test").forEach(one -> assertThat(one.path("exp_alerts")).isEmpty());
  }

  private static List<JsonNode> boards() {
    return files().stream().map(file -> Overlay.tree(Overlay.text(file))).toList();
  }

  private static List<Path> files() {
    try (var files = Files.list(FOLDER)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
