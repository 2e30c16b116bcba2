package dev.sequitur.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequitur.cli.Exit;
import dev.sequitur.cli.Terminal;
import dev.sequitur.cli.gateway.Gateway;
import dev.sequitur.cli.output.Table;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What rules did: one by its versions, or those that stand out among all. */
@Command(
    name = "analytics",
    description =
        "Count what a rule did, version by version; without a rule, show the noisy and dead ones.",
    mixinStandardHelpOptions = true)
public final class RuleAnalyticsCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private Connection connection = new Connection();
  @Mixin private Output output = new Output();

  @Parameters(arity = "0..1", defaultValue = "", paramLabel = "RULE", description = "Its name.")
  private String rule = "";

  @Option(
      names = "--sample",
      description = "Of a rule: how often its condition and its parts are true, an estimate.")
  private boolean sample;

  @Option(
      names = "--from",
      defaultValue = "",
      paramLabel = "INSTANT",
      description = "Seven days before --to; of a sample one.")
  private String from = "";

  @Option(names = "--to", defaultValue = "", paramLabel = "INSTANT", description = "Now.")
  private String to = "";

  public RuleAnalyticsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (rule.isEmpty() && sample) {
      terminal.err().println("--sample is of one rule: name it.");
      return Exit.USAGE;
    }
    if (rule.isEmpty()) {
      output.print(terminal, asked("/rule-analytics"), RuleAnalyticsCommand::overview);
    } else if (sample) {
      sampled();
    } else {
      output.print(terminal, asked(path("/analytics")), RuleAnalyticsCommand::versions);
    }
    return Exit.OK;
  }

  private void sampled() {
    var answer = asked(path("/selectivity"));
    output.print(terminal, answer, RuleAnalyticsCommand::parts);
    terminal
        .err()
        .printf(
            "An estimate, by the %s records from %s on.%n",
            answer.path("events").path("read").asText(),
            answer.path("window").path("from").asText());
  }

  private String path(String below) {
    return "/rules/" + URLEncoder.encode(rule, StandardCharsets.UTF_8) + below;
  }

  private JsonNode asked(String path) {
    var query = new LinkedHashMap<String, String>();
    query.put("from", from);
    query.put("to", to);
    return connection.open(terminal).get(path + Gateway.query(query));
  }

  private static Table overview(JsonNode all) {
    var table = new Table("FINDING", "RULE", "COUNT", "DETAIL");
    for (var one : all.path("noisy")) {
      var share = Math.round(one.path("share").asDouble() * 100) + " % of all runs";
      table.row("noisy", name(one), one.path("matched").asText(), share);
    }
    for (var one : all.path("stopped")) {
      var kind = one.path("kind").asText().equals("UNTOLD") ? "untold" : "rejected";
      table.row(kind, name(one), one.path("times").asText(), one.path("code").asText());
    }
    for (var one : all.path("quiet")) {
      var last =
          one.has("lastMatchAt")
              ? "last run " + one.path("lastMatchAt").asText()
              : "published " + one.path("publishedAt").asText();
      table.row(one.path("dead").asBoolean() ? "dead" : "quiet", name(one), "0", last);
    }
    return table;
  }

  private static String name(JsonNode one) {
    return one.has("rule") ? one.path("rule").asText() : one.path("uid").asText();
  }

  private static Table versions(JsonNode rule) {
    var table =
        new Table("VERSION", "WHAT", "COUNT", "RUNNING", "SUCCEEDED", "FAILED", "DEAD", "UNKNOWN");
    for (var version : rule.path("versions")) {
      outcomes(table, version.path("version").asText(), "runs", version.path("runs"));
      for (var action : version.path("actions")) {
        outcomes(table, "", action.path("step").asText(), action.path("outcomes"));
      }
      for (var kind : List.of("rejected", "untold", "suppressed")) {
        for (var one : version.path(kind)) {
          var what = kind + " " + one.path("code").asText();
          table.row("", what, one.path("count").asText(), "", "", "", "", "");
        }
      }
    }
    for (var one : rule.path("topKeys").path("keys")) {
      var what = "key " + one.path("key").asText("(none)");
      table.row("", what, one.path("runs").asText(), "", "", "", "", "");
    }
    return table;
  }

  private static void outcomes(Table table, String version, String what, JsonNode outcomes) {
    table.row(
        version,
        what,
        outcomes.path("matched").asText(),
        outcomes.path("running").asText(),
        outcomes.path("succeeded").asText(),
        outcomes.path("failed").asText(),
        outcomes.path("dead").asText(),
        outcomes.path("unknown").asText());
  }

  private static Table parts(JsonNode sample) {
    var table = new Table("VERSION", "PART", "TRUE", "FALSE", "UNTOLD", "SHARE", "FINDING");
    for (var version : sample.path("versions")) {
      for (var part : version.path("parts")) {
        table.row(
            version.path("version").asText(),
            "  ".repeat(part.path("depth").asInt()) + part.path("text").asText(),
            part.path("true").asText(),
            part.path("false").asText(),
            part.path("untold").asText(),
            part.path("share").asText(),
            part.path("finding").asText().replace('_', ' ').toLowerCase(Locale.ROOT));
      }
    }
    return table;
  }
}
