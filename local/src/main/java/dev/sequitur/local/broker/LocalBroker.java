package dev.sequitur.local.broker;

import dev.sequitur.local.FreePorts;
import dev.sequitur.local.LocalFailure;
import dev.sequitur.local.Repository;
import dev.sequitur.local.process.Await;
import dev.sequitur.local.process.OwnProcess;
import dev.sequitur.local.process.ProcessPlan;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A running Kafka broker, on 127.0.0.1 only. Topics must be created: it makes none by itself. Its
 * data lies in the folder it was started in and survives {@link #stop} and {@link #kill}.
 */
public final class LocalBroker implements AutoCloseable {

  private static final Duration STARTS = Duration.ofSeconds(60);
  private static final Duration STOPS = Duration.ofSeconds(30);

  private final ProcessPlan plan;
  private final Thread ending = new Thread(this::kill, "broker-ends");
  private OwnProcess process;

  private LocalBroker(ProcessPlan plan) {
    this.plan = plan;
    this.process = OwnProcess.start(plan);
    // A test's broker does not outlive the test's JVM.
    Runtime.getRuntime().addShutdownHook(ending);
  }

  /** Starts a broker on a free port; answers when it can be used. */
  public static LocalBroker start(Path folder) {
    return start(folder, FreePorts.block(2));
  }

  /** Starts a broker with its data in the folder; it also takes the port after the one given. */
  public static LocalBroker start(Path folder, int port) {
    Repository repository = Repository.find();
    BrokerInstallation installation = new BrokerInstallation(folder, port);
    installation.prepare(repository);
    LocalBroker broker =
        new LocalBroker(
            installation.plan(
                repository, folder.resolve("broker.log"), folder.resolve("broker.json")));
    broker.awaitReady();
    return broker;
  }

  /** What clients need: {@code host:port}. */
  public String bootstrapServers() {
    return "127.0.0.1:" + plan.port();
  }

  /** As in a power cut. */
  public void kill() {
    process.kill();
  }

  /** Starts it again with the same data on the same port, after {@link #stop} or {@link #kill}. */
  public void restart() {
    process = OwnProcess.start(plan);
    awaitReady();
  }

  /** Ends it in good order. */
  public void stop() {
    process.stop(plan.stopSignal(), STOPS);
  }

  /** The process itself, for tests that pause or look at it. */
  public OwnProcess process() {
    return process;
  }

  @Override
  public void close() {
    stop();
    Runtime.getRuntime().removeShutdownHook(ending);
  }

  private void awaitReady() {
    boolean ready =
        Await.until(
            STARTS, () -> !process.alive() || BrokerProbe.answers("127.0.0.1", plan.port()));
    if (!ready || !process.alive()) {
      throw new LocalFailure("The broker did not start: see " + plan.log() + ".");
    }
  }
}
