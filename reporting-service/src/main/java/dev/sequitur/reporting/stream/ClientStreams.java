package dev.sequitur.reporting.stream;

import dev.sequitur.kit.problem.CommonProblem;
import dev.sequitur.reporting.ReportingConfig;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/** The long answers that are under way; nothing of them is buffered for a client that is slow. */
@ApplicationScoped
public class ClientStreams {

  private static final Logger LOG = Logger.getLogger(ClientStreams.class);

  private final Set<ClientStream> open = ConcurrentHashMap.newKeySet();
  private final ReportingConfig config;
  private final Counter cut;

  ClientStreams(ReportingConfig config, MeterRegistry metrics) {
    this.config = config;
    this.cut =
        Counter.builder("sequitur.reporting.clients.cut")
            .description("long answers that were broken off because the client did not take them")
            .register(metrics);
  }

  /** What is written to a client. */
  @FunctionalInterface
  public interface Content {
    void writeTo(ClientStream out) throws IOException;
  }

  /**
   * An answer with such a content, in one of few places.
   *
   * @throws dev.sequitur.kit.problem.Problem TOO_MANY_REQUESTS if all places are taken
   */
  public StreamingOutput of(Semaphore places, RoutingContext routing, Content content) {
    if (!places.tryAcquire()) {
      throw CommonProblem.TOO_MANY_REQUESTS.with("As many as may be are under way; try later.");
    }
    // Also where nothing is ever written: the client may be gone by then, or have asked for the
    // head.
    routing.addEndHandler(_ -> places.release());
    return out -> write(new ClientStream(out, routing.request()), content);
  }

  private void write(ClientStream stream, Content content) throws IOException {
    open.add(stream);
    try {
      content.writeTo(stream);
      stream.flush();
    } catch (IOException | UncheckedIOException e) {
      LOG.debugf("a client has gone: %s", e.getMessage());
      stream.cut();
    } catch (RuntimeException e) {
      // The head is written: that it failed can be said in no other way.
      stream.cut();
      throw e;
    } finally {
      open.remove(stream);
    }
  }

  /**
   * Cuts off who has taken nothing for too long: places and a database connection wait with him.
   */
  @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
  void cutStalled() {
    for (var stream : open) {
      if (stream.isStalled(config.clientPatience())) {
        cut.increment();
        stream.cut();
      }
    }
  }
}
