package dev.sequitur.trigger.alarm;

import dev.sequitur.kit.database.PathDatabase;
import dev.sequitur.kit.definition.PublishedDefinitions;
import dev.sequitur.trigger.definition.TriggersInForce;
import dev.sequitur.trigger.state.Activities;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/** Further replicas that look after alarms, in the hands of a test. */
@ApplicationScoped
public class Watches {

  private final PathDatabase database;
  private final PublishedDefinitions published;
  private final TriggersInForce triggers;
  private final Activities activities;
  private final InstantSource clock;

  Watches(
      PathDatabase database,
      PublishedDefinitions published,
      TriggersInForce triggers,
      Activities activities,
      InstantSource clock) {
    this.database = database;
    this.published = published;
    this.triggers = triggers;
    this.activities = activities;
    this.clock = clock;
  }

  /** One look of another replica, each time it is run. */
  public Runnable another() {
    return new AlarmWatch(
            database,
            published,
            triggers,
            activities,
            new AlarmMetrics(new SimpleMeterRegistry()),
            clock)
        ::look;
  }

  /** Holds a schedule, as a replica does that is paused while it fires it. */
  public Held hold(UUID schedule) throws InterruptedException {
    var held = new Held();
    held.thread =
        Thread.ofVirtual()
            .start(
                () ->
                    database.run(
                        transaction -> {
                          try (var select =
                              transaction
                                  .connection()
                                  .prepareStatement(
                                      "SELECT 1 FROM schedules WHERE uid = ? FOR UPDATE")) {
                            select.setObject(1, schedule);
                            select.execute();
                          }
                          held.isHeld.countDown();
                          held.goesOn.acquireUninterruptibly();
                        }));
    held.isHeld.await();
    return held;
  }

  /** A paused replica, until it is closed. */
  public static final class Held implements AutoCloseable {

    private final CountDownLatch isHeld = new CountDownLatch(1);
    private final Semaphore goesOn = new Semaphore(0);
    private Thread thread = Thread.currentThread();

    @Override
    public void close() throws InterruptedException {
      goesOn.release();
      thread.join();
    }
  }
}
