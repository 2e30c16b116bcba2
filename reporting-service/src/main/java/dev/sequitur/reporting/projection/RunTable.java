package dev.sequitur.reporting.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The rows of runs. A change is folded into what is stored here and not by SQL, so there is one
 * meaning of "together": {@link RunChange#plus}. Nothing is locked while it is read; a row that
 * another replica wrote meanwhile is not overwritten but read again.
 */
final class RunTable {

  private RunTable() {}

  /**
   * What became of a row that was written.
   *
   * @param before null if it is new
   */
  record Written(@Nullable RunChange before, RunChange after) {}

  /** A row as it was read. */
  record Stored(RunChange run, int changes) {}

  /** A row as it is to be. */
  record Row(@Nullable RunChange before, RunChange after, int changes) {

    Written written() {
      return new Written(before, after);
    }
  }

  /**
   * Adds the changes to their rows; one that brings nothing new is not written and not answered.
   *
   * @param changes in the order of their ids, as all writers have it
   */
  static List<Written> merge(Connection connection, Collection<RunChange> changes)
      throws SQLException {
    var written = new ArrayList<Written>(changes.size());
    var left = List.copyOf(changes);
    while (!left.isEmpty()) {
      var rows = together(left, RunStatements.read(connection, left));
      var done = RunStatements.write(connection, rows);
      rows.stream()
          .filter(r -> done.contains(r.after().runId()))
          .forEach(r -> written.add(r.written()));
      left = outrun(left, rows, done);
    }
    return written;
  }

  private static List<Row> together(List<RunChange> changes, Map<UUID, Stored> stored) {
    var rows = new ArrayList<Row>(changes.size());
    for (var change : changes) {
      var known = stored.get(change.runId());
      if (known == null) {
        rows.add(new Row(null, change, 1));
      } else {
        var sum = known.run().plus(change);
        if (!sum.equals(known.run())) {
          rows.add(new Row(known.run(), sum, known.changes() + 1));
        }
      }
    }
    return rows;
  }

  /** Changes to rows that somebody else wrote between our reading and our writing. */
  private static List<RunChange> outrun(List<RunChange> changes, List<Row> rows, Set<UUID> done) {
    if (done.size() == rows.size()) {
      return List.of();
    }
    var missed = new HashSet<UUID>();
    rows.forEach(row -> missed.add(row.after().runId()));
    missed.removeAll(done);
    return changes.stream().filter(change -> missed.contains(change.runId())).toList();
  }
}
