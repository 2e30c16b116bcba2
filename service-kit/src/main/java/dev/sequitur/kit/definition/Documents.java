package dev.sequitur.kit.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dev.sequitur.contracts.Wire;
import dev.sequitur.kit.problem.CommonProblem;
import dev.sequitur.kit.problem.Problem;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * Parses manifests from JSON or YAML into maps, lists and scalars; nothing else can come of YAML.
 */
public final class Documents {

  private static final int MAX_CODE_POINTS = 1_048_576;
  private static final ObjectMapper YAML = yaml();

  private Documents() {}

  /** Parses one document; the content type decides the language, JSON if it does not say YAML. */
  public static @Nullable Object one(@Nullable String contentType, byte[] body)
      throws JsonProcessingException {
    try {
      if (contentType == null || !contentType.contains("yaml")) {
        return Wire.json().readValue(body, Object.class);
      }
      refuseAliases(body);
      return YAML.readValue(body, Object.class);
    } catch (JsonProcessingException e) {
      throw e;
    } catch (IOException e) {
      throw CommonProblem.MALFORMED_REQUEST.with("The body cannot be read.");
    }
  }

  /** An alias would be read as a text that is its name; nobody means that. */
  private static void refuseAliases(byte[] body) throws IOException {
    try (var parser = (YAMLParser) YAML.createParser(body)) {
      while (parser.nextToken() != null) {
        if (parser.isCurrentAlias()) {
          throw CommonProblem.MALFORMED_REQUEST.with(
              "Aliases are not supported: line "
                  + parser.currentTokenLocation().getLineNr()
                  + ". Write the value out.");
        }
      }
    }
  }

  static Problem unreadable(JsonProcessingException e) {
    var place = e.getLocation();
    return CommonProblem.MALFORMED_REQUEST.with(
        place == null
            ? "The document cannot be parsed."
            : "The document cannot be parsed: line "
                + place.getLineNr()
                + ", column "
                + place.getColumnNr()
                + ".");
  }

  private static ObjectMapper yaml() {
    var options = new LoaderOptions();
    options.setMaxAliasesForCollections(20);
    options.setNestingDepthLimit(Wire.MAX_DEPTH);
    options.setCodePointLimit(MAX_CODE_POINTS);
    options.setAllowDuplicateKeys(false);
    var factory =
        YAMLFactory.builder()
            .loaderOptions(options)
            .streamReadConstraints(
                StreamReadConstraints.builder().maxNestingDepth(Wire.MAX_DEPTH).build())
            .build();
    return new ObjectMapper(factory)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .configure(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature(), true);
  }
}
