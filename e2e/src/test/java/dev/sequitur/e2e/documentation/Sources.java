package dev.sequitur.e2e.documentation;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
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
  private static final Pattern METHOD =
      Pattern.compile(
          "(?:@WithDefault\\(\\s*\"([^\"]*)\"\\s*\\)\\s+)?"
              + "((?:Map<String, )?[\\w<>]+) (\\w+)\\(\\);");
  private static final Pattern NAMED = Pattern.compile("Map<String, (\\w+)>");
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
    Set<String> keys = everywhere(java, source -> mapped(source).keySet());
    keys.addAll(
        everywhere(
            java, source -> Text.all("Property\\(\\s*name = \"(sequitur\\.[\\w.-]+)\"", source)));
    keys.addAll(everywhere(java, source -> Text.all("\\$\\{(sequitur\\.[\\w.-]+)", source)));
    keys.addAll(everywhere(properties, text -> Text.all("(?m)^(sequitur\\.[\\w.-]+)\\s*=", text)));
    keys.addAll(everywhere(properties, text -> Text.all("\\$\\{(sequitur\\.[\\w.-]+)", text)));
    return keys;
  }

  /** The defaults of mapped keys, as they are written in the code. */
  Map<String, String> defaults() {
    Map<String, String> defaults = new TreeMap<>();
    java.forEach(source -> defaults.putAll(mapped(source)));
    defaults.values().removeIf(String::isEmpty);
    return defaults;
  }

  /** Mapped keys with their defaults; empty where there is none. */
  private static Map<String, String> mapped(String source) {
    Matcher mapping = MAPPING.matcher(source);
    Map<String, String> keys = new TreeMap<>();
    if (mapping.find()) {
      String body = mapping.group(2).replaceFirst("interface \\w+", "");
      String alone = GROUP.matcher(body).replaceAll("");
      for (MatchResult method : METHOD.matcher(alone).results().toList()) {
        String key = mapping.group(1) + "." + kebab(method.group(3));
        Matcher named = NAMED.matcher(method.group(2));
        Map<String, String> below =
            named.matches()
                ? group(body, named.group(1), key + ".<name>")
                : group(body, method.group(2), key);
        keys.putAll(below.isEmpty() ? Map.of(key, written(method)) : below);
      }
    }
    return keys;
  }

  private static Map<String, String> group(String body, String type, String prefix) {
    Map<String, String> keys = new TreeMap<>();
    GROUP
        .matcher(body)
        .results()
        .filter(group -> group.group(1).equals(type))
        .flatMap(group -> METHOD.matcher(group.group(2)).results())
        .forEach(method -> keys.put(prefix + "." + kebab(method.group(3)), written(method)));
    return keys;
  }

  private static String written(MatchResult method) {
    return Objects.requireNonNullElse(method.group(1), "");
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
