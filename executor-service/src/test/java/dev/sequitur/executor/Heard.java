package dev.sequitur.executor;

import static org.awaitility.Awaitility.await;

import dev.sequitur.contracts.DeadLettered;
import dev.sequitur.contracts.EffectSettled;
import dev.sequitur.contracts.Failure;
import dev.sequitur.contracts.FollowedRunEnded;
import dev.sequitur.contracts.Headers;
import dev.sequitur.contracts.PerformActions;
import dev.sequitur.contracts.Topic;
import dev.sequitur.contracts.Topics;
import dev.sequitur.contracts.Wire;
import dev.sequitur.kit.test.TopicProbe;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Says commands and hears what the executor says. */
public final class Heard implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final TopicProbe probe = TopicProbe.ofTests();

  /** Waits for the topics, which the service makes as it starts. */
  public Heard() {
    await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              probe.all(Topics.COMMANDS);
              probe.all(Topics.OUTCOMES);
              probe.all(Topics.RUNS);
            });
  }

  public TopicProbe probe() {
    return probe;
  }

  public void say(PerformActions command) {
    probe.produce(command.message(null));
  }

  /** Says a command and waits for so many outcomes. */
  public List<EffectSettled> outcomes(PerformActions command, int count) {
    say(command);
    return awaitOutcomes(command.runId(), count);
  }

  public EffectSettled outcome(PerformActions command) {
    return outcomes(command, 1).getFirst();
  }

  public List<EffectSettled> awaitOutcomes(UUID runId, int count) {
    return await().atMost(PATIENCE).until(() -> outcomes(runId), found -> found.size() >= count);
  }

  public List<EffectSettled> outcomes(UUID runId) {
    return probe
        .all(
            Topics.OUTCOMES,
            record -> new String(record.key(), StandardCharsets.UTF_8).equals(runId.toString()))
        .stream()
        .map(record -> Wire.read(record.value(), EffectSettled.class))
        .toList();
  }

  public List<DeadLettered> awaitDeadLetters(UUID runId, int count) {
    return await().atMost(PATIENCE).until(() -> deadLetters(runId), found -> found.size() >= count);
  }

  public List<DeadLettered> deadLetters(UUID runId) {
    return probe.all(Topics.DEAD_LETTERS).stream()
        .map(record -> Wire.read(record.value(), DeadLettered.class))
        .filter(letter -> letter.runId().equals(runId))
        .toList();
  }

  /** What was said to who follows the runs of a run's event. */
  public List<FollowedRunEnded> followedEnds(UUID runId) {
    return probe
        .all(
            Topics.RUNS,
            record -> FollowedRunEnded.TYPE.equals(TopicProbe.header(record, Headers.TYPE)))
        .stream()
        .map(record -> Wire.read(record.value(), FollowedRunEnded.class))
        .filter(ended -> ended.runId().equals(runId))
        .toList();
  }

  public List<FollowedRunEnded> awaitFollowedEnds(UUID runId, int count) {
    return await()
        .atMost(PATIENCE)
        .until(() -> followedEnds(runId), found -> found.size() >= count);
  }

  /** Why an effect did not succeed. */
  public static Failure failure(EffectSettled outcome) {
    return java.util.Objects.requireNonNull(outcome.failure(), "the effect succeeded");
  }

  /** Everything on a topic as one text, to look for what must not be there. */
  public String text(Topic topic) {
    var text = new StringBuilder();
    probe
        .all(topic)
        .forEach(r -> text.append(new String(r.value(), StandardCharsets.UTF_8)).append('\n'));
    return text.toString();
  }

  @Override
  public void close() {
    probe.close();
  }
}
