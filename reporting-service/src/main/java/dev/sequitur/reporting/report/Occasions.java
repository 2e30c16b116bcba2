package dev.sequitur.reporting.report;

import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.contracts.EventReference;
import dev.sequitur.kit.definition.Books;
import dev.sequitur.reporting.projection.EventChange;
import dev.sequitur.reporting.projection.EventListener;
import dev.sequitur.reporting.report.domain.Ordering;
import dev.sequitur.reporting.report.domain.ReportBook;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Has reports made when the events come that they wait for: once for each event and definition, in
 * the transaction that records the event. Where nobody waits for anything it costs a look at an
 * empty book a batch.
 */
@ApplicationScoped
public class Occasions implements EventListener {

  private static final Logger LOG = Logger.getLogger(Occasions.class);

  /** Reports that one batch may order for a workspace; a rule of thumb would be one a day. */
  private static final int MOST_A_BATCH = 20;

  private final Books<ReportBook> books = new Books<>(ReportBook::of);
  private final Counter refused;

  Occasions(MeterRegistry registry) {
    this.refused = registry.counter("sequitur.reporting.reports.refused");
  }

  /** Takes note of a change of a definition. */
  public void heard(DefinitionPublished change) {
    books.heard(change);
  }

  @Override
  public void heard(Connection connection, Collection<EventChange> events) throws SQLException {
    var orders = new ArrayList<Ordering.Order>();
    for (var event : events) {
      var book = books.inForceAt(event.acceptedAt());
      if (!book.isEmpty()) {
        orders.addAll(Ordering.decide(book, happening(event)));
      }
    }
    if (!orders.isEmpty()) {
      ReportOrders.store(connection, bounded(orders));
    }
  }

  private List<Ordering.Order> bounded(List<Ordering.Order> orders) {
    var byWorkspace = new HashMap<String, Integer>();
    var bounded = new ArrayList<Ordering.Order>();
    for (var order : orders) {
      if (byWorkspace.merge(order.workspace(), 1, Integer::sum) <= MOST_A_BATCH) {
        bounded.add(order);
      }
    }
    int left = orders.size() - bounded.size();
    if (left > 0) {
      refused.increment(left);
      LOG.warnf("%d reports are not made: too many at once", left);
    }
    return bounded;
  }

  private static Ordering.Happening happening(EventChange event) {
    var reference =
        new EventReference(
            event.eventId(),
            event.type(),
            event.partition(),
            event.offset(),
            event.acceptedAt(),
            event.subject(),
            event.key(),
            event.trigger(),
            event.hops() == 0 ? null : event.hops());
    return new Ordering.Happening(event.workspace(), reference, event.time());
  }
}
