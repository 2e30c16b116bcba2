package dev.sequitur.kit.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sequitur.contracts.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Batches under way count as handled in order, and none past one that failed. Promise I1. */
class PipelineTest {

  private final List<String> said = new ArrayList<>();
  private final List<Map<TopicPartition, Long>> handled = new ArrayList<>();
  private final Map<String, Throwable> failsOnce = new HashMap<>();
  private final Set<String> failsToBegin = new HashSet<>();
  private boolean gone;
  private long offset;

  private final Overlapping<String> overlapping = this::begin;
  private final Pipeline<String> pipeline = pipeline(overlapping);

  @Test
  void aBatchIsBegunWhileOthersAreUnderWayButNoMoreThanThree() {
    take("a", "b", "c");
    assertThat(said).containsExactly("begin a", "begin b", "begin c");
    assertThat(handled).isEmpty();

    take("d");

    assertThat(said.subList(3, 5)).containsExactly("end a", "begin d");
    assertThat(positions()).containsExactly(1L);
  }

  @Test
  void allCountAsHandledInTheirOrder() {
    take("a", "b", "c");
    pipeline.end();
    assertThat(positions()).containsExactly(1L, 2L, 3L);
    assertThat(pipeline.isEmpty()).isTrue();
  }

  @Test
  void aBatchThatFailsComesAgainAndThoseBehindItAfterIt() {
    failsOnce.put("b", new TransientFaultException("not acknowledged"));
    take("a", "b", "c");

    pipeline.end();

    assertThat(said)
        .containsExactly(
            "begin a", "begin b", "begin c", "end a", "end b", "end c", "pause", "begin b", "end b",
            "begin c", "end c");
    assertThat(positions()).containsExactly(1L, 2L, 3L);
  }

  @Test
  void whatIsUnderWayEndsBeforeABatchThatCouldNotBeBegunIsTriedAgain() {
    failsToBegin.add("b");
    take("a", "b");

    assertThat(said).containsExactly("begin a", "end a", "pause", "begin b", "end b");
    assertThat(positions()).containsExactly(1L, 2L);
  }

  @Test
  void whenPartitionsGoNothingPastAFailureCountsAndNothingIsTriedAgain() {
    failsOnce.put("b", new TransientFaultException("not acknowledged"));
    take("a", "b", "c");

    assertThat(pipeline.drain()).isFalse();

    assertThat(positions()).containsExactly(1L);
    assertThat(said).endsWith("end a", "end b", "end c");
    assertThat(pipeline.isEmpty()).isTrue();
  }

  @Test
  void whenPartitionsGoWhatIsAcknowledgedCounts() {
    take("a", "b");
    assertThat(pipeline.drain()).isTrue();
    assertThat(positions()).containsExactly(1L, 2L);
  }

  @Test
  void afterAnErrorNothingBehindItCounts() {
    failsOnce.put("a", new OutOfMemoryError("planted"));
    take("a", "b");

    assertThatThrownBy(pipeline::end).isInstanceOf(OutOfMemoryError.class);

    assertThat(pipeline.drain()).isTrue();
    assertThat(handled).isEmpty();
  }

  @Test
  void whatWentToAnotherMemberIsNotTriedAgain() {
    failsOnce.put("a", new TransientFaultException("not acknowledged"));
    take("a", "b");
    gone = true;

    assertThatThrownBy(pipeline::end).isInstanceOf(TransientFaultException.class);

    assertThat(pipeline.drain()).isTrue();
    assertThat(handled).isEmpty();
  }

  @Test
  void aHandlerThatDoesNotOverlapHandlesOneBatchAfterTheOther() {
    var one = pipeline(batch -> said.add(batch.records().getFirst().value()));
    one.take(List.of(record("a")));
    assertThat(one.isEmpty()).isTrue();
    assertThat(positions()).containsExactly(1L);
  }

  private Overlapping.Rest begin(Batch<String> batch) {
    var value = batch.records().getFirst().value();
    if (failsToBegin.remove(value)) {
      throw new TransientFaultException("cannot begin");
    }
    said.add("begin " + value);
    return () -> end(value);
  }

  private void end(String value) throws Exception {
    said.add("end " + value);
    switch (failsOnce.remove(value)) {
      case Exception e -> throw e;
      case Error e -> throw e;
      case null, default -> {}
    }
  }

  private void take(String... values) {
    for (var value : values) {
      pipeline.take(List.of(record(value)));
    }
  }

  private ConsumerRecord<byte[], byte[]> record(String value) {
    return new ConsumerRecord<>(
        Topics.EVENTS.name(), 0, offset++, new byte[0], value.getBytes(StandardCharsets.UTF_8));
  }

  private List<Long> positions() {
    return handled.stream().flatMap(next -> next.values().stream()).toList();
  }

  @SuppressWarnings("NullAway") // nothing is put aside here, so there is no quarantine
  private Pipeline<String> pipeline(HopSpec.Handler<String> handler) {
    var registry = new SimpleMeterRegistry();
    var metrics = new HopMetrics("test", registry, InstantSource.system());
    var spec =
        HopSpec.of(
            "test",
            "group",
            Topics.EVENTS,
            (_, value) -> new String(Objects.requireNonNull(value), StandardCharsets.UTF_8),
            handler);
    return new Pipeline<>(spec, new Handling<>(spec, null, metrics, new Membership()), metrics);
  }

  private final class Membership implements Handling.Membership {

    @Override
    public void keep(Duration pause) {
      said.add("pause");
    }

    @Override
    public void requireStillOurs(Batch<?> batch) {
      if (gone) {
        throw new TransientFaultException("gone");
      }
    }

    @Override
    public void handled(Batch<?> batch) {
      handled.add(batch.next());
    }
  }
}
