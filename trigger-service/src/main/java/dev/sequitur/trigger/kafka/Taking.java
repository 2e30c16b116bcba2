package dev.sequitur.trigger.kafka;

import dev.sequitur.contracts.Message;
import dev.sequitur.kit.kafka.Faults;
import dev.sequitur.trigger.kafka.domain.Decision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A batch on its way: decided once, then said and put aside piece by piece. If that fails it can be
 * gone on with where it stopped; what was said of the piece that failed is said again, with the
 * same ids.
 */
final class Taking {

  private record Unreadable(ConsumerRecord<byte[], byte[]> record, String reason) {}

  private record Decided(Given given, Decision decision) {}

  private record Event(ConsumerRecord<byte[], byte[]> record, Message message) {}

  private final List<Decided> decided = new ArrayList<>();
  private final List<Given> unread = new ArrayList<>();
  private final List<Event> events = new ArrayList<>();
  private final List<Unreadable> unreadable = new ArrayList<>();
  private int said;
  private int putAside;

  void decided(Given given, Decision decision) {
    decided.add(new Decided(given, decision));
    if (decision instanceof Decision.Accepted(var event)) {
      events.add(new Event(given.record(), event.message()));
    }
  }

  /** A record that does not fit a format: one copy for all triggers of the format. */
  void unreadable(ConsumerRecord<byte[], byte[]> record, String reason) {
    unreadable.add(new Unreadable(record, reason));
  }

  void unread(Given given) {
    unread.add(given);
  }

  private long refused() {
    return decided.stream().filter(one -> one.decision() instanceof Decision.Refused).count();
  }

  /** Says the events, then puts aside what cannot be read; returns when all is acknowledged. */
  void finish(Sending sending) throws InterruptedException {
    while (said < events.size()) {
      var piece = piece();
      say(piece, sending);
      said += piece.size();
    }
    while (putAside < unreadable.size()) {
      var next = unreadable.get(putAside);
      sending.putAside(next.record(), next.reason());
      putAside++;
    }
  }

  private List<Event> piece() {
    long bytes = 0;
    int end = said;
    while (end < events.size() && (end == said || bytes < Sending.PIECE_BYTES)) {
      bytes += events.get(end).message().value().length;
      end++;
    }
    return events.subList(said, end);
  }

  /** An event that can never be stored does not hold the partition up. */
  private void say(List<Event> piece, Sending sending) throws InterruptedException {
    try {
      sending.send(piece.stream().map(Event::message).toList());
    } catch (RuntimeException e) {
      if (Faults.isTransient(e)) {
        throw e;
      }
      if (piece.size() == 1) {
        unreadable(piece.getFirst().record(), "its event cannot be stored: " + e);
        return;
      }
      for (var event : piece) {
        say(List.of(event), sending);
      }
    }
  }

  /**
   * Counts it all; to be called once, when it is finished.
   *
   * @param records how many the topic's reader has read
   */
  void count(Tallies tallies, String topic, int records, Instant at) {
    tallies.handled(topic, records, events.size(), refused());
    decided.forEach(one -> tallies.decided(one.given(), one.decision(), at));
    unread.forEach(given -> tallies.of(given.trigger().uid()).unreadable(at));
  }
}
