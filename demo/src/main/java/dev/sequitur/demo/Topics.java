package dev.sequitur.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topics of the demo's other systems. */
public final class Topics implements AutoCloseable {

  /** What the warehouse says. */
  public static final String SHIPMENTS = "demo.shipments";

  /** What the carrier hears. */
  public static final String CARRIER = "demo.carrier";

  private static final Duration GROUPS_EMPTY = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(300);

  private final Admin admin;

  Topics(String kafka) {
    this.admin = Admin.create(Map.<String, Object>of("bootstrap.servers", kafka));
  }

  /** Makes those that are missing. */
  void create() throws InterruptedException {
    for (var name : List.of(SHIPMENTS, CARRIER)) {
      try {
        admin.createTopics(List.of(new NewTopic(name, 2, (short) 1))).all().get();
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw new IllegalStateException(e.getCause());
        }
      }
    }
  }

  /** Deletes what is there of them, and what was noted of how far they were read. */
  void delete() throws InterruptedException {
    try {
      var there = new ArrayList<>(admin.listTopics().names().get());
      there.retainAll(List.of(SHIPMENTS, CARRIER));
      var until = System.nanoTime() + GROUPS_EMPTY.toNanos();
      // Whoever reads for the trigger leaves when its end is in force.
      while (!areGroupsGone() && System.nanoTime() < until) {
        Thread.sleep(PAUSE);
      }
      admin.deleteTopics(there).all().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private boolean areGroupsGone() throws InterruptedException, ExecutionException {
    var groups =
        admin.listGroups(ListGroupsOptions.forConsumerGroups()).all().get().stream()
            .map(GroupListing::groupId)
            .filter(group -> group.contains(SHIPMENTS))
            .toList();
    try {
      admin.deleteConsumerGroups(groups).all().get();
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupNotEmptyException
          || e.getCause() instanceof GroupIdNotFoundException) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(5));
  }
}
