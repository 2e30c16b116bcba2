package dev.sequitur.executor.action.kafka;

import dev.sequitur.contracts.Attempt.Phase;
import dev.sequitur.executor.action.ActionResult;
import dev.sequitur.executor.action.EffectCode;
import dev.sequitur.executor.connection.OpenConnection;
import java.util.Map;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What a failure of Kafka's client means. */
final class KafkaAnswer {

  private KafkaAnswer() {}

  /** Nothing was produced: there was no conversation yet. */
  static ActionResult unreachable(Throwable failure, @Nullable OpenConnection open) {
    if (failure instanceof SslAuthenticationException) {
      return ActionResult.failed(
          Phase.CONNECTING, EffectCode.TLS_FAILED, "no trustworthy TLS connection came about");
    }
    return failure instanceof AuthenticationException
        ? refused(failure, open)
        : ActionResult.failed(
            Phase.CONNECTING, EffectCode.CONNECT_FAILED, "no broker of the cluster answered");
  }

  /** A record was handed to the producer. */
  static ActionResult of(Throwable failure, @Nullable OpenConnection open) {
    return switch (failure) {
      case RecordTooLargeException _, InvalidTopicException _, AuthorizationException _ ->
          refused(failure, open);
      case AuthenticationException _ -> unreachable(failure, open);
      // The client says so where it has not even found the topic: nothing was sent.
      case TimeoutException timeout
          when String.valueOf(timeout.getMessage()).contains("metadata") ->
          ActionResult.failed(
              Phase.CONNECTING, EffectCode.CONNECT_FAILED, "the topic was not found in time");
      default ->
          ActionResult.failed(
              Phase.WRITTEN,
              EffectCode.CONNECTION_CUT,
              "the cluster has not acknowledged the record");
    };
  }

  private static ActionResult refused(Throwable failure, @Nullable OpenConnection open) {
    var words = String.valueOf(failure.getMessage());
    return new ActionResult(
        Phase.ANSWERED,
        null,
        EffectCode.TARGET_REFUSED,
        "the cluster refused",
        null,
        Map.of("reply", open == null ? words : open.shown(words)));
  }
}
