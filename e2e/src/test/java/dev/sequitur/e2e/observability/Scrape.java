package dev.sequitur.e2e.observability;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the services say of themselves, in Prometheus' text format. To each sample are added the
 * labels that whoever scrapes adds, and {@code up}.
 */
public final class Scrape {

  /** What Prometheus adds; {@code service} by its configuration, here and on Kubernetes. */
  static final Set<String> OF_TARGETS = Set.of("job", "instance", "service");

  private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\w+)");
  private static final Pattern SAMPLE =
      Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{(.*)\\})? \\S+(?: \\S+)?");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\",?");
  private static final List<String> SUFFIXES = List.of("_total", "_count", "_sum", "_bucket");

  private final Map<String, String> types = new HashMap<>();
  private final Map<String, List<Map<String, String>>> samples = new HashMap<>();

  /** Adds what one service says. */
  public Scrape add(String service, String text) {
    var target = Map.of("job", "sequitur", "instance", service + ":1", "service", service);
    samples.computeIfAbsent("up", _ -> new ArrayList<>()).add(target);
    text.lines().filter(line -> !line.isBlank()).forEach(line -> line(line, target));
    return this;
  }

  private void line(String line, Map<String, String> target) {
    if (line.startsWith("#")) {
      var type = TYPE.matcher(line);
      if (type.matches()) {
        types.put(type.group(1), type.group(2));
      }
      return;
    }
    var sample = SAMPLE.matcher(line);
    if (!sample.matches()) {
      throw new IllegalArgumentException("not a sample: " + line);
    }
    var labels = new HashMap<>(target);
    if (sample.group(2) != null) {
      LABEL
          .matcher(sample.group(2))
          .results()
          .forEach(label -> labels.put(label.group(1), label.group(2)));
    }
    samples.computeIfAbsent(sample.group(1), _ -> new ArrayList<>()).add(labels);
  }

  boolean has(String name) {
    return samples.containsKey(name);
  }

  /** Labels that any sample of a metric has. */
  Set<String> labels(String name) {
    var labels = new HashSet<String>();
    samples.getOrDefault(name, List.of()).forEach(sample -> labels.addAll(sample.keySet()));
    return labels;
  }

  /** Values that a label has. */
  Set<String> values(String name, String label) {
    var values = new HashSet<String>();
    samples
        .getOrDefault(name, List.of())
        .forEach(sample -> values.add(sample.getOrDefault(label, "")));
    return values;
  }

  /** Whether it only ever grows, so that its rate means something. */
  boolean isCounter(String name) {
    var type = types.get(name);
    if (type != null) {
      return type.equals("counter");
    }
    for (var suffix : SUFFIXES) {
      if (name.endsWith(suffix)) {
        var family = types.get(name.substring(0, name.length() - suffix.length()));
        return family != null && Set.of("counter", "histogram", "summary").contains(family);
      }
    }
    return false;
  }
}
