package dev.sequitur.cli.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A kind of definition.
 *
 * @param name as in a manifest, {@code ReportDefinition}
 * @param path as in an address, {@code report-definitions}
 */
public record Kind(String name, String path) {

  private static final Pattern PUBLICATION =
      Pattern.compile("/api/v1/workspaces/\\{workspace}/([a-z-]+)/\\{name}/publication");
  private static final String OPERATION = "publish";

  /**
   * Those that a gateway knows: what its API document says can be published by name. So a gateway
   * that knows more kinds than this program serves them all.
   */
  public static List<Kind> of(JsonNode document) {
    return document
        .path("paths")
        .propertyStream()
        .flatMap(
            path ->
                PUBLICATION
                    .matcher(path.getKey())
                    .results()
                    .map(
                        found ->
                            new Kind(
                                path.getValue()
                                    .path("post")
                                    .path("operationId")
                                    .asText()
                                    .replaceFirst(OPERATION, ""),
                                found.group(1))))
        .sorted(Comparator.comparing(Kind::name))
        .toList();
  }

  /** The one that somebody means by {@code rule}, {@code Rules}, {@code report-definition}. */
  public static Optional<Kind> find(List<Kind> kinds, String word) {
    var meant = bare(word);
    return kinds.stream()
        .filter(kind -> meant.equals(bare(kind.name)) || meant.equals(bare(kind.path)))
        .findFirst();
  }

  private static String bare(String word) {
    return word.toLowerCase(Locale.ROOT).replace("-", "").replaceFirst("s$", "");
  }
}
