package dev.sequitur.kit.kafka;

import net.jpountz.lz4.LZ4Factory;
import org.jboss.logging.Logger;

/**
 * LZ4 in machine code, for all Kafka clients of the process: a third of what it costs in Java. The
 * clients take it once it is loaded. By itself the library loads it for the system's class loader
 * alone, which is not the one that Quarkus runs a service by.
 */
final class NativeCompression {

  private static final Logger LOG = Logger.getLogger(NativeCompression.class);

  private NativeCompression() {}

  /** Where it cannot be loaded (no folder to unpack to, another processor) Java does the work. */
  static void load() {
    try {
      LZ4Factory.nativeInstance();
    } catch (LinkageError | AssertionError | RuntimeException e) {
      LOG.infof("lz4 compresses in Java, at a higher cost: %s", e);
    }
  }
}
