package dev.sequitur.kit.trace;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One span for a batch, linked to the traces of its records (the first few of them): a span for
 * each record would cost more than handling it. Goes nowhere unless an OpenTelemetry agent is
 * attached.
 */
public final class BatchSpan implements AutoCloseable {

  private static final int LINKS = 16;

  private final Span span;

  private BatchSpan(Span span) {
    this.span = span;
  }

  /**
   * @param hop name of the hop
   * @param records how many it handles
   * @param traceParents of the records, null where one has none
   */
  public static BatchSpan start(String hop, int records, Stream<@Nullable String> traceParents) {
    var span =
        GlobalOpenTelemetry.getTracer("dev.sequitur")
            .spanBuilder("hop " + hop)
            .setSpanKind(SpanKind.CONSUMER)
            .startSpan();
    if (span.isRecording()) {
      span.setAttribute("messaging.batch.message_count", records);
      traceParents
          .filter(Objects::nonNull)
          .limit(LINKS)
          .map(BatchSpan::context)
          .forEach(span::addLink);
    }
    return new BatchSpan(span);
  }

  /** The batch was not handled. */
  public void failed(Throwable cause) {
    span.setStatus(StatusCode.ERROR);
    span.recordException(cause);
  }

  @Override
  public void close() {
    span.end();
  }

  private static SpanContext context(String traceParent) {
    var whole = TraceParent.continued(traceParent);
    return SpanContext.createFromRemoteParent(
        TraceParent.traceId(whole),
        whole.substring(36, 52),
        TraceFlags.fromHex(whole, 53),
        TraceState.getDefault());
  }
}
