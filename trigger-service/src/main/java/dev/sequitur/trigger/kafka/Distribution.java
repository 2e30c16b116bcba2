package dev.sequitur.trigger.kafka;

import dev.sequitur.trigger.kafka.domain.Place;
import dev.sequitur.trigger.kafka.domain.Standing;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/** Who is given which records of a batch by the common reader. */
final class Distribution {

  private record From(Standing standing, long first) {}

  private final List<Standing> roster;
  private final Places places;

  Distribution(List<Standing> roster, Places places) {
    this.roster = roster;
    this.places = places;
  }

  /** In the order of the records; whoever catches up by itself is passed over. */
  List<Given> of(ConsumerRecords<byte[], byte[]> batch) {
    var given = new ArrayList<Given>();
    for (var partition : batch.partitions()) {
      var records = batch.records(partition);
      var readers = readers(partition.partition(), end(records));
      for (var record : records) {
        for (var from : readers) {
          if (record.offset() >= from.first()) {
            var source = from.standing().source();
            given.add(new Given(record, from.standing().trigger(), source.format()));
          }
        }
      }
    }
    return given;
  }

  private List<From> readers(int partition, long end) {
    var readers = new ArrayList<From>();
    for (var standing : roster) {
      var place = places.find(standing.trigger().uid(), partition);
      var first = place == null || !standing.active() ? Place.NONE : place.firstOfBatch(end);
      if (first < end) {
        readers.add(new From(standing, first));
      }
    }
    return readers;
  }

  /** The position after a batch's records of one partition. */
  static long end(List<ConsumerRecord<byte[], byte[]>> records) {
    return records.getLast().offset() + 1;
  }
}
