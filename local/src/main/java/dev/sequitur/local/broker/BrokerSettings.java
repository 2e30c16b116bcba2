package dev.sequitur.local.broker;

import java.nio.file.Path;

/** The broker's {@code server.properties} for one small machine. */
final class BrokerSettings {

  /** A record of 4 MB, its headers and the batch around it. */
  private static final int LARGEST_BATCH_BYTES = 5 * 1024 * 1024;

  private BrokerSettings() {}

  static String text(Path data, int port, int controllerPort) {
    return """
    process.roles=broker,controller
    node.id=1
    controller.quorum.voters=1@127.0.0.1:%2$d
    listeners=CLIENTS://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
    advertised.listeners=CLIENTS://127.0.0.1:%1$d
    listener.security.protocol.map=CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT
    inter.broker.listener.name=CLIENTS
    controller.listener.names=CONTROLLER
    log.dirs=%4$s
    auto.create.topics.enable=false
    num.partitions=1
    message.max.bytes=%3$d
    replica.fetch.max.bytes=%3$d
    # Offsets of a group that was away for a month are still there: nothing is read again from the start.
    offsets.retention.minutes=43200
    # One node: nothing to replicate to.
    default.replication.factor=1
    min.insync.replicas=1
    offsets.topic.num.partitions=4
    offsets.topic.replication.factor=1
    transaction.state.log.num.partitions=4
    transaction.state.log.replication.factor=1
    transaction.state.log.min.isr=1
    share.coordinator.state.topic.num.partitions=4
    share.coordinator.state.topic.replication.factor=1
    share.coordinator.state.topic.min.isr=1
    group.initial.rebalance.delay.ms=0
    # After kill -9 the controller must first notice that the old broker is gone: 3 s instead of 9.
    broker.session.timeout.ms=3000
    broker.heartbeat.interval.ms=500
    # Small threads and buffers for a small machine.
    num.network.threads=2
    num.io.threads=4
    num.recovery.threads.per.data.dir=2
    log.cleaner.threads=1
    log.cleaner.dedupe.buffer.size=8388608
    """
        .formatted(port, controllerPort, LARGEST_BATCH_BYTES, data);
  }

  /**
   * Warnings, and what a person looks for first; printed, so that the process's own log file gets
   * them.
   */
  static final String LOGGING =
      """
      status=warn
      appender.out.type=Console
      appender.out.name=out
      appender.out.layout.type=PatternLayout
      appender.out.layout.pattern=%d{ISO8601} %-5p %c{1} %m%n
      rootLogger.level=warn
      rootLogger.appenderRef.out.ref=out
      logger.server.name=kafka.server.KafkaRaftServer
      logger.server.level=info
      logger.broker.name=kafka.server.BrokerServer
      logger.broker.level=info
      """;
}
