package dev.sequitur.rule.brake;

import dev.sequitur.contracts.FollowedRunEnded;
import dev.sequitur.contracts.Headers;
import dev.sequitur.contracts.Message;
import dev.sequitur.contracts.PerformActions;
import dev.sequitur.contracts.RunStartRejected;
import dev.sequitur.contracts.RunState;
import dev.sequitur.contracts.StartAsked;
import dev.sequitur.contracts.UnreadableException;
import dev.sequitur.rule.brake.domain.Braking.Ask;
import dev.sequitur.rule.brake.domain.Window;
import dev.sequitur.rule.matching.domain.DecisionCode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A start that asks its brake, with what it would start.
 *
 * @param window that it is counted in
 */
public record AskedStart(StartAsked asked, PerformActions start, Window window) {

  /**
   * Reads a record of {@code correlations}.
   *
   * @throws UnreadableException if it is no such start
   */
  public static AskedStart read(Map<String, String> headers, byte @Nullable [] value) {
    var asked = StartAsked.read(headers, value);
    var start = asked.start();
    var terms = asked.terms();
    return new AskedStart(
        asked, start, Window.of(terms.brake(), terms.within(), start.event().acceptedAt()));
  }

  UUID run() {
    return start.runId();
  }

  UUID rule() {
    return start.starter().uid();
  }

  Instant acceptedAt() {
    return start.event().acceptedAt();
  }

  /** When its window is over. */
  Instant until() {
    return window.from().plus(asked.terms().within());
  }

  Ask ask() {
    return new Ask(run(), window, asked.terms().starts());
  }

  /** What is said if it may not pass; of a followed event also that this run is over. */
  List<Message> rejected() {
    var event = start.event();
    var rejection =
        new RunStartRejected(
                run(),
                start.workspace(),
                start.starter(),
                event,
                start.decidedAt(),
                DecisionCode.RULE_BRAKED.name(),
                because())
            .message(asked.command().headers().get(Headers.TRACE_PARENT));
    return Boolean.TRUE.equals(event.followed()) ? List.of(rejection, ended()) : List.of(rejection);
  }

  private Message ended() {
    return new FollowedRunEnded(
            run(), start.workspace(), start.event(), RunState.REJECTED, 0, start.decidedAt())
        .message("/rule-service");
  }

  /** For people; nothing of the event is in it but its time. */
  String because() {
    var terms = asked.terms();
    return "the brake lets %d start within %s; these were taken from %s on"
        .formatted(terms.starts(), terms.within(), window.from());
  }
}
