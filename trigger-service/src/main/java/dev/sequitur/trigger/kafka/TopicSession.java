package dev.sequitur.trigger.kafka;

import dev.sequitur.kit.kafka.TransientFaultException;
import dev.sequitur.trigger.kafka.domain.SourceTopic;
import dev.sequitur.trigger.kafka.domain.Standing;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jboss.logging.Logger;

/**
 * The common reader's life with one consumer: each record is given to every trigger that is in
 * force when it is read, and the position moves past it when all have said their events or refused.
 */
final class TopicSession implements ConsumerRebalanceListener, AutoCloseable {

  private static final Logger LOG = Logger.getLogger(TopicSession.class);
  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);
  private static final long COMMIT_EVERY = Duration.ofMillis(100).toNanos();
  private static final long LOOK_EVERY = Duration.ofSeconds(1).toNanos();

  /** How soon it is noticed that a foreign cluster names other brokers. */
  private static final long CHECK_EVERY = Duration.ofMinutes(1).toNanos();

  /** Offsets of a group without members are forgotten after a while; not those that are renewed. */
  private static final long RENEW_EVERY = Duration.ofHours(1).toNanos();

  private final TopicReader reader;
  private final SourceTopic topic;
  private final Reading reading;
  private final Consumer<byte[], byte[]> consumer;
  private final Marks marks;
  private final String topicId;
  private final Positions positions;
  private final Places places = new Places();
  private final Settling settling;
  private final CatchUps catchUps;
  private final Persistence persistence;
  private List<Standing> roster = List.of();
  private long committedAt = System.nanoTime();
  private long lookedAt = System.nanoTime();
  private long renewedAt = System.nanoTime();
  private long checkedAt = System.nanoTime();

  /** Places or partitions have changed: what is shown of them is to follow at once. */
  private boolean isNews;

  TopicSession(TopicReader reader, SourceClients clients, Marks marks) {
    this.reader = reader;
    this.topic = reader.topic();
    this.reading = reader.reading();
    this.marks = marks;
    this.topicId = marks.topicId(topic.name());
    this.consumer = clients.common();
    this.positions = new Positions(consumer, topicId);
    this.settling = new Settling(topic, topicId, marks, positions, places, reader);
    this.catchUps = new CatchUps(reader, clients, topicId, places);
    this.persistence = new Persistence(reader, consumer, positions, this::isGone);
  }

  void run() throws InterruptedException {
    consumer.subscribe(List.of(topic.name()), this);
    while (!reader.isStopping()) {
      var records = consumer.poll(POLL);
      persistence.whileOurs(this::settle);
      if (isAnyoneReading()) {
        handle(records);
      } else {
        records.partitions().forEach(positions::goBack);
        restAtEnd();
      }
      housekeep();
    }
  }

  /** Brings everybody's place up to date; nothing is to be done while all are as they were. */
  private void settle() throws InterruptedException {
    // Before the clock: what is known of the log's end is not younger than the instant.
    var seen = positions.look();
    var now = reading.clock.instant();
    reading.definitions.awaitCertainty(now);
    var present = reading.triggers.on(topic, now);
    if (!present.equals(roster)) {
      settling.settle(present);
      roster = present;
      isNews = true;
      catchUps.follow(places.catchingUp());
    }
    positions.seen(seen);
    settling.settledAt(now);
  }

  private boolean isAnyoneReading() {
    return roster.stream().anyMatch(Standing::active);
  }

  private void handle(ConsumerRecords<byte[], byte[]> records) throws InterruptedException {
    consumer.resume(consumer.paused());
    if (records.isEmpty()) {
      return;
    }
    var given = new Distribution(roster, places).of(records);
    var taking = reading.intake.decide(topicId, given);
    persistence.whileOurs(() -> taking.finish(reading.sending));
    taking.count(reading.tallies, topic.label(), records.count(), reading.clock.instant());
    for (var partition : records.partitions()) {
      positions.handled(partition, Distribution.end(records.records(partition)));
    }
  }

  /**
   * While all rest nothing is fetched: the position follows the log's end. The end is asked for
   * first, so that nobody who comes into force meanwhile misses what lies behind it.
   */
  private void restAtEnd() throws InterruptedException {
    consumer.pause(consumer.assignment());
    if (System.nanoTime() - lookedAt < LOOK_EVERY || positions.owned().isEmpty()) {
      return;
    }
    var ends = consumer.endOffsets(positions.owned());
    persistence.whileOurs(this::settle);
    if (!isAnyoneReading()) {
      ends.forEach(positions::begin);
    }
  }

  private void housekeep() {
    var now = System.nanoTime();
    var isTimeToLook = isNews || now - lookedAt >= LOOK_EVERY;
    if (!isTimeToLook && (now - committedAt < COMMIT_EVERY || !positions.isUncommitted())) {
      return;
    }
    if (isTimeToLook) {
      // Before anything is asked of a cluster that may be away for good.
      reader.checkConnection();
    }
    if (isGone()) {
      throw new TransientFaultException("the topic was deleted, or made anew");
    }
    try {
      positions.commit();
      committedAt = System.nanoTime();
      if (isTimeToLook) {
        look(now);
      }
    } catch (RetriableException | RebalanceInProgressException e) {
      // What is not committed now is committed with what comes next.
      LOG.debugf("%s: %s", topic.label(), e.toString());
    }
  }

  private void look(long now) {
    lookedAt = now;
    isNews = false;
    checkBrokers(now);
    save(now - renewedAt >= RENEW_EVERY);
    catchUps.follow(places.catchingUp());
    reader.looked(positions.lag(), PartitionView.all(roster, places, positions));
  }

  /** A cluster that does not answer just now is not one that names other brokers. */
  private void checkBrokers(long now) {
    if (now - checkedAt < CHECK_EVERY) {
      return;
    }
    checkedAt = now;
    try {
      reader.checkBrokers();
    } catch (KafkaException e) {
      LOG.debugf("%s: brokers are checked later: %s", topic.label(), e.toString());
    }
  }

  private void save(boolean every) {
    var unsaved = places.unsaved(every);
    marks.save(topic.name(), topicId, unsaved);
    places.saved(unsaved);
    renewedAt = every ? System.nanoTime() : renewedAt;
  }

  /**
   * Whether another topic has come in its place, or none: records of one must not pass for those of
   * the other. While the broker does not answer, nobody can tell, and nobody can commit.
   */
  private boolean isGone() {
    try {
      var isGone = !marks.topicId(topic.name()).equals(topicId);
      reader.well();
      return isGone;
    } catch (UnknownTopicOrPartitionException e) {
      return true;
    } catch (RetriableException | TransientFaultException e) {
      reader.backsOff(e);
      return false;
    }
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    if (!partitions.isEmpty()) {
      var now = reading.clock.instant();
      try {
        reading.definitions.awaitCertainty(now);
      } catch (InterruptedException e) {
        throw new org.apache.kafka.common.errors.InterruptException(e);
      }
      settling.open(reading.triggers.on(topic, now), partitions);
      // The poll that brings partitions may be one whose records are thrown away.
      consumer.pause(partitions);
      isNews = true;
      catchUps.follow(places.catchingUp());
    }
    reader.runs();
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    try {
      save(false);
      if (!isGone()) {
        positions.commit();
      }
    } catch (RuntimeException e) {
      // The next owner reads some of it again, and makes the same ids.
      reader.backsOff(e);
    }
    onPartitionsLost(partitions);
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    places.dropPartitions(
        partitions.stream().map(TopicPartition::partition).collect(Collectors.toSet()));
    positions.lost(partitions);
  }

  /** Ends the catch-ups, then leaves the group; leaving commits. */
  @Override
  public void close() {
    catchUps.close();
    consumer.close(CloseOptions.timeout(CLOSE_WITHIN));
  }
}
