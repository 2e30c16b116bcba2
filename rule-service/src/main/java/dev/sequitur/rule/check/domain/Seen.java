package dev.sequitur.rule.check.domain;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sequitur.contracts.ActionCall;
import dev.sequitur.rule.matching.domain.Decision;
import dev.sequitur.rule.matching.domain.DecisionCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a rule made of a case's event.
 *
 * @param decision {@code matched}, {@code unmatched}, {@code suppressed} (outside its validity), or
 *     {@code rejected} (matched, but no command can be made)
 * @param code why, where there is more to say than that the condition is false
 * @param actions the rendered arguments by step, if it matched
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Seen(
    String decision,
    @Nullable String code,
    @Nullable Map<String, Map<String, @Nullable Object>> actions) {

  /** Of what one rule alone made of an event. */
  static Seen of(List<Decision> decisions) {
    return decisions.isEmpty()
        ? new Seen("unmatched", DecisionCode.RULE_TYPE_NOT_NAMED.name(), null)
        : of(decisions.getFirst());
  }

  private static Seen of(Decision decision) {
    return switch (decision) {
      case Decision.Started(_, var command, _) ->
          new Seen("matched", null, arguments(command.actions()));
      case Decision.Unmatched(_, var code) -> new Seen("unmatched", code, null);
      case Decision.Suppressed(_, var code) -> new Seen("suppressed", code, null);
      case Decision.Failed(_, var rejection) -> new Seen("rejected", rejection.code(), null);
    };
  }

  /** Whether a run starts. */
  public boolean matched() {
    return decision.equals("matched");
  }

  /** The decision with its code, in words. */
  String words() {
    return code == null ? decision : decision + " (" + code + ")";
  }

  private static Map<String, Map<String, @Nullable Object>> arguments(List<ActionCall> calls) {
    var arguments = new LinkedHashMap<String, Map<String, @Nullable Object>>();
    calls.forEach(call -> arguments.put(call.step(), call.with()));
    return arguments;
  }
}
