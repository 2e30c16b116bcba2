package dev.sequitur.executor.action.kafka;

import dev.sequitur.contracts.Attempt.Phase;
import dev.sequitur.contracts.Delivery;
import dev.sequitur.contracts.Headers;
import dev.sequitur.executor.action.Action;
import dev.sequitur.executor.action.ActionContext;
import dev.sequitur.executor.action.ActionResult;
import dev.sequitur.executor.action.ActionType;
import dev.sequitur.executor.action.BlockingAttempts;
import dev.sequitur.executor.action.EffectCode;
import dev.sequitur.executor.action.Progress;
import dev.sequitur.executor.action.Schemas;
import dev.sequitur.executor.connection.ConnectedCalls;
import dev.sequitur.executor.connection.ConnectionType;
import dev.sequitur.executor.connection.OpenConnection;
import dev.sequitur.kit.kafka.ClusterBrokers;
import dev.sequitur.kit.kafka.ClusterProducer;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * {@code kafka.publish@1}: puts one record onto a topic of a cluster, and succeeds when all in-sync
 * replicas have acknowledged it.
 *
 * <p>Takes {@code topic}, {@code key}, {@code headers}, {@code value} (JSON, or a text as it
 * stands) and {@code connection}; without one, the cluster that this product runs on, though never
 * its own topics. The record is a CloudEvent in binary mode whose {@code ce_id} is the same for all
 * attempts: delivery is at least once, and readers can tell a repeat. Output: {@code topic}, {@code
 * partition}, {@code offset}.
 */
@ApplicationScoped
class KafkaPublish implements Action<KafkaArguments> {

  private static final ActionType TYPE =
      new ActionType(
          "kafka.publish@1",
          "Publishes a record to a Kafka topic.",
          Delivery.AT_LEAST_ONCE,
          Schemas.object(
              List.of("topic", "value"),
              Map.of(
                  "connection", Schemas.connection("kafka"),
                  "topic", Schemas.text(249),
                  "key", Map.of("type", List.of("string", "number", "boolean")),
                  "headers",
                      Map.of(
                          "type",
                          "object",
                          "additionalProperties",
                          Map.of("type", List.of("string", "number", "boolean"))),
                  "value", Map.of("description", "JSON, or a text that is sent as it stands"),
                  "timeout", Schemas.DURATION,
                  "delivery",
                      Map.of(
                          "enum",
                          KafkaArguments.DELIVERIES.stream()
                              .map(name -> name.toLowerCase(Locale.ROOT))
                              .sorted()
                              .toList()))),
          Schemas.output(
              Map.of(
                  "topic", Map.of("type", "string"),
                  "partition", Map.of("type", "integer"),
                  "offset", Map.of("type", "integer"))));

  private final ConnectedCalls calls;
  private final BlockingAttempts attempts;
  private final Clusters clusters;
  private final ClusterProbe probe;

  KafkaPublish(
      ConnectedCalls calls, BlockingAttempts attempts, Clusters clusters, ClusterProbe probe) {
    this.calls = calls;
    this.attempts = attempts;
    this.clusters = clusters;
    this.probe = probe;
  }

  @Override
  public ActionType type() {
    return TYPE;
  }

  @Override
  public KafkaArguments read(Map<String, @Nullable Object> with) {
    return KafkaArguments.read(with);
  }

  @Override
  public CompletionStage<ActionResult> perform(ActionContext context, KafkaArguments arguments) {
    var record = record(context, arguments);
    var connection = arguments.connection();
    if (connection == null) {
      return attempts.make(context.timeout(), progress -> publish(null, record, progress));
    }
    return calls.call(
        context,
        ConnectionType.KAFKA,
        connection,
        (open, progress) -> {
          var refusal = clusters.isKnown(open) ? null : refusal(context, open);
          return refusal == null ? publish(open, record, progress) : refusal;
        });
  }

  /** A cluster that was not used lately is asked for its brokers, and each of them checked. */
  private @Nullable ActionResult refusal(ActionContext context, OpenConnection open) {
    try {
      var refusal = probe.refusal(open, ClusterBrokers.of(open.cluster(), context.timeout()));
      return refusal == null
          ? null
          : ActionResult.failed(Phase.PREPARED, EffectCode.EGRESS_DENIED, refusal);
    } catch (Exception e) {
      return KafkaAnswer.unreachable(e, open);
    }
  }

  private ActionResult publish(
      @Nullable OpenConnection open, ProducerRecord<String, byte[]> record, Progress progress) {
    ClusterProducer producer;
    try {
      producer = clusters.take(open);
    } catch (RuntimeException e) {
      return KafkaAnswer.unreachable(e, open);
    }
    try {
      progress.writing();
      var stored = producer.send(record).join();
      return ActionResult.succeeded(
          null,
          Map.of(
              "topic", stored.topic(), "partition", stored.partition(), "offset", stored.offset()));
    } catch (CompletionException e) {
      return KafkaAnswer.of(e.getCause() == null ? e : e.getCause(), open);
    } finally {
      clusters.giveBack(open);
    }
  }

  private static ProducerRecord<String, byte[]> record(
      ActionContext context, KafkaArguments arguments) {
    var cause = context.cause();
    var headers = new HashMap<String, String>();
    headers.put(Headers.TYPE, cause.event().type());
    headers.put(Headers.SOURCE, "/" + cause.starter().kind() + "/" + cause.starter().name());
    headers.put(
        Headers.CONTENT_TYPE, arguments.json() ? "application/json" : "text/plain; charset=utf-8");
    headers.putAll(arguments.headers());
    headers.put(Headers.SPEC_VERSION, "1.0");
    headers.put(Headers.ID, context.targetKey());
    headers.put(Headers.TRACE_PARENT, context.traceParent());
    var record = new ProducerRecord<>(arguments.topic(), arguments.key(), arguments.value());
    headers.forEach(
        (name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    return record;
  }
}
