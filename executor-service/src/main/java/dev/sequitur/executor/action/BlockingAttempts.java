package dev.sequitur.executor.action;

import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Makes attempts with libraries that block, each on a virtual thread of its own, never on an event
 * loop. How many there are at once is bounded by the lanes' places.
 */
@Singleton
public class BlockingAttempts {

  private final Vertx vertx;

  BlockingAttempts(Vertx vertx) {
    this.vertx = vertx;
  }

  /** Makes an attempt; when its time is over it is told so, and its thread interrupted. */
  public CompletionStage<ActionResult> make(
      Duration timeout, Function<Progress, ActionResult> attempt) {
    var progress = new Progress();
    var done = new CompletableFuture<ActionResult>();
    var thread =
        Thread.ofVirtual()
            .name("attempt")
            .unstarted(
                () -> {
                  // Drivers look classes of ours up by name.
                  Thread.currentThread().setContextClassLoader(getClass().getClassLoader());
                  run(attempt, progress, done);
                });
    var timer =
        vertx.setTimer(
            timeout.toMillis(),
            _ -> {
              if (done.complete(overdue(progress, timeout))) {
                thread.interrupt();
              }
            });
    done.whenComplete((_, _) -> vertx.cancelTimer(timer));
    thread.start();
    return done;
  }

  private static void run(
      Function<Progress, ActionResult> attempt,
      Progress progress,
      CompletableFuture<ActionResult> done) {
    try {
      done.complete(attempt.apply(progress));
    } catch (RuntimeException | Error e) {
      done.completeExceptionally(e);
    }
  }

  private static ActionResult overdue(Progress progress, Duration timeout) {
    return ActionResult.failed(
        progress.end(), EffectCode.TIMEOUT, "it took longer than " + timeout.toMillis() + " ms");
  }
}
