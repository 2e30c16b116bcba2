package dev.sequitur.e2e.documentation;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the sources of the product name: codes, configuration keys, metrics. Read as text, so that
 * nothing of the services comes onto this module's class path.
 */
record Sources(List<String> java, List<String> properties) {

  private static final Pattern CODES =
      Pattern.compile(
          "enum (?:\\w+ implements ProblemCode|ExpressionCode|DecisionCode|EffectCode) \\{([^;]*)");
  private static final Pattern MAPPING =
      Pattern.compile("@ConfigMapping\\(prefix = \"([^\"]+)\"\\)(.*)", Pattern.DOTALL);
  private static final Pattern GROUP = Pattern.compile("interface (\\w+) \\{([^{}]*)\\}");
  private static final Pattern METHOD = Pattern.compile("(?m)^\\s*([\\w<>]+) (\\w+)\\(\\);");
  private static final Pattern COMPLAINT =
      Pattern.compile("\\b(?:Violation|error|mistake|failed|wrong)\\(");

  static Sources of(Path root) {
    return new Sources(
        Text.files(root, "[\\w-]+/src/main/java/.*\\.java").stream()
            .map(file -> withoutComments(Text.of(file)))
            .toList(),
        Text.files(root, "[\\w-]+/src/main/resources/.*\\.properties").stream()
            .map(Text::of)
            .toList());
  }

  static String withoutComments(String source) {
    return source.replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("(?m)^\\s*//.*$", "");
  }

  /** Constants of all enums whose names reach people. */
  Set<String> codes() {
    return everywhere(
        java,
        source -> {
          // Titles may hold anything, semicolons and words in capitals too.
          Matcher codes = CODES.matcher(source.replaceAll("\"[^\"]*\"", ""));
          return codes.find() ? Text.all("\\b([A-Z][A-Z_]+)\\b", codes.group(1)) : Set.of();
        });
  }

  /** Codes of single mistakes in a document that are written as texts. */
  Set<String> violations() {
    return everywhere(
        java,
        source -> {
          Set<String> found = new TreeSet<>();
          for (String statement : source.split("[;{}]")) {
            if (COMPLAINT.matcher(statement).find()) {
              found.addAll(Text.all("\"([A-Z]+(?:_[A-Z]+)*)\"", statement));
            }
          }
          return found;
        });
  }

  /** Keys that can be set: mapped ones, injected ones, and those that properties define or use. */
  Set<String> keys() {
    Set<String> keys = everywhere(java, Sources::mapped);
    keys.addAll(
        everywhere(
            java, source -> Text.all("Property\\(\\s*name = \"(sequitur\\.[\\w.-]+)\"", source)));
    keys.addAll(everywhere(java, source -> Text.all("\\$\\{(sequitur\\.[\\w.-]+)", source)));
    keys.addAll(everywhere(properties, text -> Text.all("(?m)^(sequitur\\.[\\w.-]+)\\s*=", text)));
    keys.addAll(everywhere(properties, text -> Text.all("\\$\\{(sequitur\\.[\\w.-]+)", text)));
    return keys;
  }

  private static Set<String> mapped(String source) {
    Matcher mapping = MAPPING.matcher(source);
    Set<String> keys = new TreeSet<>();
    if (mapping.find()) {
      String prefix = mapping.group(1);
      String body = mapping.group(2);
      String outer = body.replaceFirst("interface \\w+", "");
      String alone = GROUP.matcher(outer).replaceAll("");
      for (var method : METHOD.matcher(alone).results().toList()) {
        String key = prefix + "." + kebab(method.group(2));
        Set<String> below = group(outer, method.group(1), key);
        keys.addAll(below.isEmpty() ? Set.of(key) : below);
      }
    }
    return keys;
  }

  private static Set<String> group(String body, String type, String prefix) {
    Set<String> keys = new TreeSet<>();
    GROUP
        .matcher(body)
        .results()
        .filter(group -> group.group(1).equals(type))
        .flatMap(group -> METHOD.matcher(group.group(2)).results())
        .forEach(method -> keys.add(prefix + "." + kebab(method.group(2))));
    return keys;
  }

  private static String kebab(String name) {
    return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  /** Meters: texts that begin with the product's name, in files that know the registry. */
  Set<String> metrics() {
    return everywhere(
        java,
        source ->
            source.contains("import io.micrometer")
                ? Text.all(
                    "\"(sequitur\\.[a-z.]+)\"", source.replaceAll("ConfigProperty\\([^)]*\\)", ""))
                : Set.of());
  }

  private static Set<String> everywhere(List<String> texts, Function<String, Set<String>> search) {
    Set<String> all = new TreeSet<>();
    texts.forEach(text -> all.addAll(search.apply(text)));
    return all;
  }
}
