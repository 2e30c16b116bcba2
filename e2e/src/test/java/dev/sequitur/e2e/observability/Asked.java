package dev.sequitur.e2e.observability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.sequitur.local.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One query of a dashboard or an alert.
 *
 * @param where to find it
 * @param query with Grafana's variables replaced by what they stand for
 * @param shown labels that its legend or its text shows
 */
public record Asked(String where, String query, Set<String> shown) {

  private static final Pattern LEGEND = Pattern.compile("\\{\\{\\s*(\\w+)\\s*\\}\\}");
  private static final Pattern VALUES = Pattern.compile("label_values\\((\\w+), (\\w+)\\)");

  /** All queries of all dashboards, those of their variables among them. */
  public static List<Asked> dashboards() {
    var asked = new ArrayList<Asked>();
    for (var file : files()) {
      var board = json(file);
      var title = board.path("title").asText();
      for (var panel : board.path("panels")) {
        for (var target : panel.path("targets")) {
          asked.add(
              new Asked(
                  title + " / " + panel.path("title").asText(),
                  replaced(target.path("expr").asText()),
                  labels(target.path("legendFormat").asText())));
        }
      }
      for (var variable : board.at("/templating/list")) {
        VALUES
            .matcher(variable.path("query").asText())
            .results()
            .map(one -> new Asked(title + " / variable", one.group(1), Set.of(one.group(2))))
            .forEach(asked::add);
      }
    }
    return asked;
  }

  /** All queries of the alerts. */
  public static List<Asked> alerts() {
    var asked = new ArrayList<Asked>();
    for (var group :
        yaml(Repository.find().root().resolve("container/alerts.yml")).path("groups")) {
      for (var rule : group.path("rules")) {
        asked.add(new Asked(rule.path("alert").asText(), rule.path("expr").asText(), Set.of()));
      }
    }
    return asked;
  }

  static List<Path> files() {
    var folder = Repository.find().root().resolve("k8s/components/observability/dashboards");
    try (var files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String replaced(String query) {
    return query.replace("$__rate_interval", "5m").replace("$service", ".+");
  }

  private static Set<String> labels(String legend) {
    var labels = new HashSet<String>();
    LEGEND.matcher(legend).results().forEach(label -> labels.add(label.group(1)));
    return labels;
  }

  private static JsonNode json(Path file) {
    try {
      return new ObjectMapper().readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode yaml(Path file) {
    try {
      return new YAMLMapper().readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
