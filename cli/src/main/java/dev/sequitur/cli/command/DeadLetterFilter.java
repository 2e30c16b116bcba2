package dev.sequitur.cli.command;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Which dead letters. */
public final class DeadLetterFilter {

  @Option(names = "--rule", defaultValue = "", description = "Of this rule.")
  private String rule = "";

  @Option(names = "--code", defaultValue = "", description = "Given up with this code.")
  private String code = "";

  @Option(names = "--since", defaultValue = "", paramLabel = "INSTANT", description = "Not before.")
  private String since = "";

  Map<String, String> query() {
    var query = new LinkedHashMap<String, String>();
    query.put("ruleName", rule);
    query.put("code", code);
    query.put("since", since);
    return query;
  }

  boolean isEmpty() {
    return rule.isEmpty() && code.isEmpty() && since.isEmpty();
  }
}
