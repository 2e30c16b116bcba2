package dev.sequitur.trigger.kafka;

import dev.sequitur.kit.kafka.TransientFaultException;
import dev.sequitur.trigger.kafka.Condition.Phase;
import dev.sequitur.trigger.kafka.domain.SourceTopic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads one topic for all its triggers, on a thread of its own, until it is stopped. What goes
 * wrong is shown and tried again, with pauses that grow.
 */
final class TopicReader {

  private static final Logger LOG = Logger.getLogger(TopicReader.class);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(20);
  private static final long FIRST_PAUSE = 250;
  private static final long LONGEST_PAUSE = 10_000;
  private static final int REASON_LIMIT = 300;

  private final SourceTopic topic;
  private final Reading reading;
  private final Clusters clusters;
  private final Thread thread;
  private final Map<TopicPartition, String> gaps = new ConcurrentHashMap<>();
  private volatile @Nullable Cluster cluster;
  private volatile Condition condition;
  private volatile List<PartitionView> partitions = List.of();
  private volatile long lag;
  private volatile boolean stopping;
  private volatile boolean hurries;

  TopicReader(SourceTopic topic, Reading reading, Clusters clusters) {
    this.topic = topic;
    this.reading = reading;
    this.clusters = clusters;
    this.condition = new Condition(Phase.STARTING, null, reading.clock.instant());
    this.thread = Thread.ofPlatform().name("kafka-source-" + topic.name()).unstarted(this::run);
  }

  SourceTopic topic() {
    return topic;
  }

  Reading reading() {
    return reading;
  }

  Condition condition() {
    return condition;
  }

  /** The partitions that this replica owns, trigger by trigger. */
  List<PartitionView> partitions() {
    return partitions;
  }

  /** Records that the common reader has not handled, on the partitions that this replica owns. */
  long lag() {
    return lag;
  }

  /** Ranges that the topic no longer had when they were to be read. */
  Map<String, String> gaps() {
    var all = new TreeMap<String, String>();
    gaps.forEach((partition, range) -> all.put(partition.toString(), range));
    return all;
  }

  void start() {
    thread.start();
  }

  void stop() {
    stopping = true;
  }

  boolean isStopping() {
    return stopping;
  }

  /** What failed is tried again now, and not when its pause is over. */
  void hurry() {
    hurries = true;
  }

  void awaitStop() {
    try {
      if (!thread.join(STOP_WITHIN)) {
        LOG.warnf("the reader of %s did not end in time; interrupting it", topic.label());
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The group has given this replica its share, which may be empty. */
  void runs() {
    turn(Phase.RUNNING, null);
  }

  void well() {
    if (condition.phase() == Phase.BACKING_OFF) {
      turn(Phase.RUNNING, null);
    }
  }

  void backsOff(RuntimeException fault) {
    LOG.warnf("the reader of %s tries again: %s", topic.label(), fault.toString());
    turn(Phase.BACKING_OFF, reason(fault));
  }

  void looked(long behind, List<PartitionView> view) {
    lag = behind;
    partitions = view;
  }

  void gap(TopicPartition partition, long from, long first) {
    var range = "records " + from + " to " + (first - 1) + " are gone";
    LOG.errorf("%s: %s", partition, range);
    gaps.put(partition, range);
    reading.tallies.lost(topic.label(), first - from);
  }

  private void run() {
    long pause = FIRST_PAUSE;
    while (!stopping) {
      try {
        session();
      } catch (InterruptedException | InterruptException e) {
        return;
      } catch (RuntimeException | Error e) {
        // A reader that ended silently would be a wedge that looks like a quiet topic.
        pause =
            condition.phase() == Phase.FAILING ? Math.min(pause * 2, LONGEST_PAUSE) : FIRST_PAUSE;
        LOG.warnf("the reader of %s begins anew: %s", topic.label(), e.toString());
        LOG.debug("cause", e);
        turn(Phase.FAILING, reason(e));
      }
      looked(0, List.of());
      sleep(pause);
    }
  }

  private void session() throws InterruptedException {
    cluster = null;
    var found = cluster();
    cluster = found;
    var clients = new SourceClients(topic, found, reading.config);
    try (var marks = new Marks(found);
        var session = new TopicSession(this, clients, marks)) {
      session.run();
    }
  }

  private Cluster cluster() {
    return switch (clusters.find(topic.workspace(), topic.connection())) {
      case Clusters.Found.Reachable(Cluster reachable) -> reachable;
      case Clusters.Found.Unreachable(String reason) -> throw new TransientFaultException(reason);
    };
  }

  /**
   * Ends a session by a fault if the way to its cluster is no longer the one that is in force; to
   * be called often.
   */
  void checkConnection() {
    var read = cluster;
    if (read != null && !clusters.isCurrent(topic.workspace(), topic.connection(), read)) {
      throw new TransientFaultException("its connection, or a secret of it, was changed");
    }
  }

  /** Ends a session by a fault if the cluster has come to name brokers that must not be called. */
  void checkBrokers() {
    if (topic.connection() != null) {
      cluster();
    }
  }

  private void turn(Phase phase, @Nullable String reason) {
    var before = condition;
    var since = before.phase() == phase ? before.since() : reading.clock.instant();
    condition = new Condition(phase, reason, since);
  }

  private String reason(Throwable fault) {
    if (fault instanceof UnknownTopicOrPartitionException) {
      return "the topic " + topic.name() + " does not exist";
    }
    if (fault instanceof TransientFaultException) {
      return String.valueOf(fault.getMessage());
    }
    var text = fault.getClass().getSimpleName() + ": " + fault.getMessage() + advice(fault);
    var known = cluster;
    var shown = known == null ? text : known.shown(text);
    return shown.substring(0, Math.min(shown.length(), REASON_LIMIT));
  }

  /** What a cluster's own words leave open. */
  private static String advice(Throwable fault) {
    return fault instanceof GroupAuthorizationException
        ? " (positions are offsets of groups whose names begin with sequitur.trigger.kafka.: permit"
            + " reading and describing these)"
        : "";
  }

  private void sleep(long millis) {
    try {
      hurries = false;
      for (long slept = 0; slept < millis && !stopping && !hurries; slept += 50) {
        Thread.sleep(50);
      }
    } catch (InterruptedException e) {
      stopping = true;
    }
  }
}
