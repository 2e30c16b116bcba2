package dev.sequitur.rule.matching.domain;

import dev.sequitur.contracts.ActionCall;
import dev.sequitur.contracts.Ids;
import dev.sequitur.contracts.Message;
import dev.sequitur.contracts.PerformActions;
import dev.sequitur.contracts.RunStartRejected;
import dev.sequitur.kit.expression.Rendering;
import dev.sequitur.kit.expression.Variables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The start of a run by a rule whose condition is true: its command, or why there is none. */
final class RunStart {

  /**
   * The largest command, in bytes. Half of what a record may be: with its attempts it must still
   * fit into a dead letter.
   */
  static final int LARGEST_COMMAND = 1_048_576;

  private final Rule rule;
  private final Occurrence event;
  private final Variables variables;
  private final UUID run;

  RunStart(Rule rule, Occurrence event, Variables variables) {
    this.rule = rule;
    this.event = event;
    this.variables = variables;
    this.run = Ids.run(rule.workspace(), rule.starter().uid(), event.event().id(), 0);
  }

  Decision decide() {
    if (rule.restraint().ends(event.event().chain(), rule.starter().uid())) {
      return rejected(
          DecisionCode.RULE_CYCLE.name(),
          "the rule has started "
              + rule.restraint().turns()
              + " times in the chain of emitted events behind this one");
    }
    var calls = new ArrayList<ActionCall>(rule.actions().size());
    for (var action : rule.actions()) {
      switch (action.with().render(variables)) {
        case Rendering.Rendered(var arguments, _) ->
            calls.add(action.call(run, members(arguments)));
        case Rendering.Failed(var pointer, var code, var detail) -> {
          return rejected(code, action.step() + pointer + ": " + detail);
        }
      }
    }
    return command(calls);
  }

  private Decision command(List<ActionCall> calls) {
    var command =
        new PerformActions(
            run,
            0,
            rule.workspace(),
            rule.starter(),
            event.reference(),
            0,
            event.acceptedAt(),
            calls,
            evidence());
    var message = command.message(event.event().traceParent());
    return message.value().length > LARGEST_COMMAND
        ? rejected(
            DecisionCode.COMMAND_TOO_LARGE.name(),
            "the command has " + message.value().length + " bytes of " + LARGEST_COMMAND)
        : started(command, message);
  }

  private Decision started(PerformActions command, Message message) {
    var brake = rule.restraint().brake();
    if (brake == null) {
      return new Decision.Started(rule, command, message);
    }
    return switch (brake.key(variables)) {
      case Rendering.Rendered(var key, _) ->
          new Decision.Started(
              rule, command, brake.asked(rule, message, Objects.requireNonNull(key).toString()));
      case Rendering.Failed(_, var code, var detail) -> rejected(code, "brake/by: " + detail);
    };
  }

  /** What the condition saw, and which rows of a table counted. */
  private Map<String, @Nullable Object> evidence() {
    var seen = rule.condition().evidence(variables);
    if (!(variables instanceof TableVariables table)) {
      return seen;
    }
    var all = new LinkedHashMap<>(seen);
    all.put("table.row", table.rows());
    return all;
  }

  Decision rejected(String code, String detail) {
    return new Decision.Failed(
        rule,
        new RunStartRejected(
            run,
            rule.workspace(),
            rule.starter(),
            event.reference(),
            event.acceptedAt(),
            code,
            detail));
  }

  @SuppressWarnings("unchecked") // an action's arguments are an object, whose keys are texts
  private static Map<String, @Nullable Object> members(@Nullable Object arguments) {
    return arguments == null ? Map.of() : (Map<String, @Nullable Object>) arguments;
  }
}
