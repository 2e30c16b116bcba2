package dev.sequitur.trigger.kafka;

import dev.sequitur.trigger.kafka.domain.Mark;
import dev.sequitur.trigger.kafka.domain.Place;
import dev.sequitur.trigger.kafka.domain.SourceTopic;
import dev.sequitur.trigger.kafka.domain.Standing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jboss.logging.Logger;

/**
 * Gives one trigger what it asked for of the past, on the partitions that this replica owns, until
 * it meets the topic's common reader. The others on the topic do not notice.
 */
final class CatchUp {

  private static final Logger LOG = Logger.getLogger(CatchUp.class);
  private static final Duration POLL = Duration.ofMillis(250);
  private static final long STOP_WITHIN_MILLIS = 15_000;

  private final UUID uid;
  private final TopicReader reader;
  private final SourceClients clients;
  private final String topicId;
  private final Places places;
  private final Thread thread;
  private final Map<TopicPartition, Place> assigned = new HashMap<>();
  private volatile boolean stopping;

  CatchUp(UUID uid, TopicReader reader, SourceClients clients, String topicId, Places places) {
    this.uid = uid;
    this.reader = reader;
    this.clients = clients;
    this.topicId = topicId;
    this.places = places;
    this.thread =
        Thread.ofPlatform()
            .daemon()
            .name("kafka-catch-up-" + reader.topic().name())
            .unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  boolean isOver() {
    return !thread.isAlive();
  }

  void stop() {
    stopping = true;
  }

  void awaitStop() {
    try {
      if (!thread.join(Duration.ofMillis(STOP_WITHIN_MILLIS))) {
        LOG.warnf("a catch-up of %s did not end in time; interrupting it", uid);
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (var consumer = clients.alone()) {
      var goesOn = true;
      while (goesOn && !stopping) {
        goesOn = turn(consumer);
      }
    } catch (InterruptedException | InterruptException e) {
      LOG.debugf("a catch-up of %s was interrupted", uid);
    } catch (RuntimeException e) {
      // The session starts another one.
      LOG.warnf("a catch-up of %s begins anew: %s", uid, e.toString());
    }
  }

  /** False once nothing is left to do. */
  private boolean turn(Consumer<byte[], byte[]> consumer) throws InterruptedException {
    follow(consumer);
    if (assigned.isEmpty()) {
      return false;
    }
    var records = consumer.poll(POLL);
    var now = reader.reading().clock.instant();
    reader.reading().definitions.awaitCertainty(now);
    var standing = reader.reading().triggers.find(uid, now).filter(this::isHere);
    if (standing.isEmpty()) {
      // It was suspended or has gone; its places will say so in a moment.
      assigned.clear();
      return true;
    }
    give(records, standing.get());
    assigned.forEach((partition, place) -> place.caughtUpTo(consumer.position(partition)));
    return true;
  }

  private boolean isHere(Standing standing) {
    return standing.active()
        && SourceTopic.of(standing.trigger(), standing.source()).equals(reader.topic());
  }

  /** Reads what catches up just now; a place that is new begins where its mark says. */
  private void follow(Consumer<byte[], byte[]> consumer) {
    var wanted = new HashMap<TopicPartition, Place>();
    places
        .of(uid)
        .forEach(
            (partition, place) -> {
              if (place.mark().phase() == Mark.Phase.CATCHING_UP) {
                wanted.put(new TopicPartition(reader.topic().name(), partition), place);
              }
            });
    if (wanted.equals(assigned)) {
      return;
    }
    consumer.assign(wanted.keySet());
    var beginnings = consumer.beginningOffsets(wanted.keySet());
    wanted.forEach(
        (partition, place) -> {
          var position = place.mark().offset();
          var first = beginnings.getOrDefault(partition, 0L);
          if (position < first) {
            reader.gap(partition, position, first);
          }
          consumer.seek(partition, Math.max(position, first));
        });
    assigned.clear();
    assigned.putAll(wanted);
  }

  private void give(ConsumerRecords<byte[], byte[]> records, Standing standing)
      throws InterruptedException {
    if (records.isEmpty()) {
      return;
    }
    var given = new ArrayList<Given>();
    for (var record : records) {
      given.add(new Given(record, standing.trigger(), standing.source().format()));
    }
    var reading = reader.reading();
    var taking = reading.intake.decide(topicId, given);
    taking.finish(reading.sending);
    taking.count(reading.tallies, reader.topic().label(), records.count(), reading.clock.instant());
  }
}
