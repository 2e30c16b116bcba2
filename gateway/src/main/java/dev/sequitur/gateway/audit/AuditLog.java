package dev.sequitur.gateway.audit;

import dev.sequitur.gateway.audit.domain.Chain;
import dev.sequitur.gateway.audit.domain.Link;
import dev.sequitur.gateway.audit.domain.Said;
import dev.sequitur.gateway.audit.domain.Walk;
import dev.sequitur.kit.database.ApiDatabase;
import dev.sequitur.kit.database.PathDatabase;
import dev.sequitur.kit.database.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The stored chains: appended to by one consumer, read by owners of the workspace. */
@ApplicationScoped
public class AuditLog {

  /** Read at once while walking along a chain; no connection is held between two of them. */
  private static final int STRIDE = 500;

  private final PathDatabase path;
  private final ApiDatabase api;

  AuditLog(PathDatabase path, ApiDatabase api) {
    this.path = path;
    this.api = api;
  }

  /** What is done with a part of a chain; may take its time. */
  interface Reader<E extends Exception> {
    void read(List<Link> links) throws E;
  }

  /** Appends what is not there yet, in the order in which it was heard; one transaction. */
  public void append(List<Said> batch) {
    // Chains are locked in one order, so that two consumers would wait instead of dead-locking.
    var byWorkspace = new TreeMap<String, List<Said>>();
    for (var said : batch) {
      byWorkspace.computeIfAbsent(said.entry().workspace(), _ -> new ArrayList<>()).add(said);
    }
    path.run(
        transaction -> {
          for (var one : byWorkspace.entrySet()) {
            append(transaction, one.getKey(), one.getValue());
          }
        });
  }

  List<Link> page(String workspace, AuditFilter filter, long before, int limit) {
    return api.in(
        workspace,
        transaction ->
            new AuditTable(transaction.connection(), workspace).page(filter, before, limit));
  }

  /** The whole chain, or what a filter leaves of it, from its beginning and in parts. */
  <E extends Exception> void read(String workspace, AuditFilter filter, Reader<E> reader) throws E {
    List<Link> links;
    var position = 0L;
    do {
      links = following(workspace, filter, position);
      if (!links.isEmpty()) {
        reader.read(links);
        position = links.getLast().position();
      }
    } while (links.size() == STRIDE);
  }

  /** Walks along the chain to its end, or to the first entry that does not fit. */
  Walk walk(String workspace, Walk.@Nullable Anchor anchor) {
    var walk = Walk.START;
    List<Link> links;
    do {
      links = following(workspace, AuditFilter.ALL, walk.length());
      for (var link : links) {
        walk = walk.to(link, anchor);
        if (walk.broken() != null) {
          return walk;
        }
      }
    } while (links.size() == STRIDE);
    return walk.end(anchor);
  }

  private List<Link> following(String workspace, AuditFilter filter, long after) {
    return api.in(
        workspace,
        transaction ->
            new AuditTable(transaction.connection(), workspace).following(filter, after, STRIDE));
  }

  private static void append(Transaction transaction, String workspace, List<Said> batch)
      throws SQLException {
    var table = new AuditTable(transaction.connection(), workspace);
    table.lock();
    var known = new HashSet<>(table.known(batch.stream().map(said -> said.entry().id()).toList()));
    var last = table.last();
    var links = new ArrayList<Link>();
    for (var said : batch) {
      if (known.add(said.entry().id())) {
        last = Chain.next(last, said);
        links.add(last);
      }
    }
    table.append(links);
  }
}
