package dev.sequitur.cli.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator.Feature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * JSON written as YAML that reads back as the same JSON, here and at the gateway: a text that a
 * reader would take for something else is in quotes.
 */
public final class YamlText {

  private static final YAMLMapper MAPPER =
      new YAMLMapper(
          YAMLFactory.builder()
              .disable(Feature.WRITE_DOC_START_MARKER)
              .disable(Feature.SPLIT_LINES)
              .enable(Feature.MINIMIZE_QUOTES)
              .enable(Feature.INDENT_ARRAYS_WITH_INDICATOR)
              .enable(Feature.LITERAL_BLOCK_STYLE)
              .stringQuotingChecker(new Quoting())
              .build());

  private YamlText() {}

  /** One document, without a line of dashes; ends with a line break. */
  public static String of(JsonNode json) {
    try {
      return MAPPER.writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Quoting extends StringQuotingChecker {

    private static final long serialVersionUID = 1L;

    private static final Set<String> WORDS =
        Set.of("", "~", "null", "true", "false", "=", "<<", "...", "---", "-", "?");

    /** Whatever begins like a number, in YAML 1.1 or in JSON. */
    private static final Pattern NUMERIC = Pattern.compile("[-+.]?[0-9].*|[-+]?\\.(inf|nan).*");

    /** A text that is more than a word and looks like nothing else. */
    private static final Pattern PLAIN =
        Pattern.compile("[\\p{L}/_$({.*][^\\p{Cntrl}\\u0085\\u2028\\u2029\\uFEFF]*");

    @Override
    public boolean needToQuoteName(String name) {
      return mustQuote(name);
    }

    @Override
    public boolean needToQuoteValue(String value) {
      return mustQuote(value) || isReservedKeyword(value);
    }

    private boolean mustQuote(String text) {
      return WORDS.contains(text)
          || NUMERIC.matcher(text).matches()
          || !PLAIN.matcher(text).matches()
          || text.startsWith("{")
          || text.startsWith("*")
          || text.endsWith(":")
          || text.endsWith(" ")
          || text.contains(": ")
          || text.contains(" #")
          || valueHasQuotableChar(text);
    }
  }
}
