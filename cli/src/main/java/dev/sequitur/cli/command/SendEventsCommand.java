package dev.sequitur.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sequitur.cli.Exit;
import dev.sequitur.cli.Failure;
import dev.sequitur.cli.Terminal;
import dev.sequitur.cli.gateway.Json;
import dev.sequitur.cli.manifest.ManifestFiles;
import dev.sequitur.cli.output.Table;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Sends a CloudEvent that is made of options, or one or more from a file. */
@Command(
    name = "send",
    description = "Send a CloudEvent made of options, or those of a file.",
    mixinStandardHelpOptions = true)
public final class SendEventsCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private Connection connection = new Connection();
  @Mixin private Output output = new Output();

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "A CloudEvent in JSON, or an array of them; - for standard input.")
  private @Nullable String file;

  @Option(names = "--type", paramLabel = "TYPE", description = "As in com.example.order.")
  private @Nullable String type;

  @Option(
      names = "--id",
      paramLabel = "ID",
      description = "The same id and source again is the same event; drawn if left out.")
  private @Nullable String id;

  @Option(
      names = "--source",
      paramLabel = "URI",
      defaultValue = "/sequitur/events/send",
      description = "Where it comes from; ${DEFAULT-VALUE}.")
  private String source = "";

  @Option(names = "--subject", paramLabel = "TEXT", description = "What it is about.")
  private @Nullable String subject;

  @Option(names = "--time", paramLabel = "INSTANT", description = "When it happened.")
  private @Nullable String time;

  @Option(
      names = "--data",
      paramLabel = "JSON",
      description = "Any JSON; @FILE reads it from there, @- from standard input.")
  private @Nullable String data;

  public SendEventsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    var body = file == null ? made() : read(ManifestFiles.text(file, terminal.in()), "--file");
    var mode = body.isArray() ? "cloudevents-batch+json" : "cloudevents+json";
    var answer =
        connection.open(terminal).post("/events", "application/" + mode, Json.pretty(body));
    output.print(terminal, Objects.requireNonNull(answer), SendEventsCommand::table);
    return Exit.OK;
  }

  private JsonNode made() {
    if (type == null) {
      throw Failure.usage("Say --type, or --file.");
    }
    var event = JsonNodeFactory.withExactBigDecimals(true).objectNode();
    event.put("specversion", "1.0").put("type", type).put("source", source);
    event.put("id", id == null ? UUID.randomUUID().toString() : id);
    if (subject != null) {
      event.put("subject", subject);
    }
    if (time != null) {
      event.put("time", time);
    }
    if (data != null) {
      event.set("data", read(text(data), "--data"));
    }
    return event;
  }

  private String text(String given) {
    return given.startsWith("@") ? ManifestFiles.text(given.substring(1), terminal.in()) : given;
  }

  private static JsonNode read(String text, String option) {
    try {
      return Json.read(text);
    } catch (UncheckedIOException e) {
      throw Failure.usage(option + " is not JSON: " + e.getMessage());
    }
  }

  private static Table table(JsonNode answer) {
    var table = new Table("EVENT");
    answer.path("eventIds").forEach(event -> table.row(event.asText()));
    return table;
  }
}
