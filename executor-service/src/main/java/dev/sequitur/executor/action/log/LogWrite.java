package dev.sequitur.executor.action.log;

import dev.sequitur.contracts.Delivery;
import dev.sequitur.executor.action.Action;
import dev.sequitur.executor.action.ActionContext;
import dev.sequitur.executor.action.ActionResult;
import dev.sequitur.executor.action.ActionType;
import dev.sequitur.executor.action.ArgumentReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * {@code log.write@1}: writes one line to the executor's log, category {@code sequitur.log}, with
 * workspace, run and step. Takes {@code message} (text, up to 4,096 characters are written) and
 * {@code level} (info, warn or error). Takes no secrets. Gives nothing back.
 */
@ApplicationScoped
class LogWrite implements Action<LogArguments> {

  private static final Logger LOG = Logger.getLogger("sequitur.log");
  private static final int LONGEST = 4_096;
  private static final Set<String> LEVELS = Set.of("INFO", "WARN", "ERROR");

  private static final ActionType TYPE =
      new ActionType(
          "log.write@1",
          "Writes one line to the executor's log.",
          Delivery.AT_LEAST_ONCE,
          Map.of(
              "type",
              "object",
              "required",
              List.of("message"),
              "additionalProperties",
              false,
              "properties",
              Map.of(
                  "message", Map.of("type", "string"),
                  "level", Map.of("enum", List.of("info", "warn", "error")))),
          Map.of("type", "object"));

  @Override
  public ActionType type() {
    return TYPE;
  }

  @Override
  public LogArguments read(Map<String, @Nullable Object> with) {
    var reader = new ArgumentReader(with);
    var message = reader.text("message", "");
    var level = reader.word("level", LEVELS);
    if (!with.containsKey("message")) {
      reader.wrong("/message", "REQUIRED", "is required");
    }
    reader.finish();
    return new LogArguments(message, Logger.Level.valueOf(level == null ? "INFO" : level));
  }

  @Override
  public CompletionStage<ActionResult> perform(ActionContext context, LogArguments arguments) {
    LOG.logf(
        arguments.level(),
        "%s run=%s step=%s %s",
        context.workspace(),
        context.runId(),
        oneLine(context.step()),
        oneLine(arguments.message()));
    return CompletableFuture.completedFuture(ActionResult.succeeded(null, null));
  }

  /** A message must not imitate a second line. */
  private static String oneLine(String text) {
    var cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    return cut.replaceAll("\\p{Cntrl}", " ");
  }
}
