package dev.sequitur.kit.kafka;

import dev.sequitur.contracts.Topic;
import dev.sequitur.contracts.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** Makes the internal topics that are missing. Several replicas may do it at once. */
@ApplicationScoped
public class TopicSetup {

  private final KafkaConfig config;
  private volatile boolean done;

  TopicSetup(KafkaConfig config) {
    this.config = config;
    this.done = !config.createTopics();
  }

  /**
   * Returns when all topics of the catalogue exist; throws a passing fault while the broker is
   * away.
   */
  public synchronized void ensure() throws InterruptedException {
    if (done) {
      return;
    }
    Map<String, Object> settings =
        ClientAccess.with(
            config,
            Map.of(
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000,
                AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000));
    try (var admin = Admin.create(settings)) {
      var existing = admin.listTopics().names().get(10, TimeUnit.SECONDS);
      var missing =
          Topics.all().stream().filter(topic -> !existing.contains(topic.name())).toList();
      create(admin, missing);
      done = true;
    } catch (ExecutionException | TimeoutException e) {
      throw new TransientFaultException("the broker does not answer: " + e.getMessage());
    }
  }

  private void create(Admin admin, List<Topic> missing)
      throws InterruptedException, ExecutionException, TimeoutException {
    var results = admin.createTopics(missing.stream().map(this::newTopic).toList()).values();
    for (var result : results.values()) {
      try {
        result.get(10, TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw e;
        }
      }
    }
  }

  private NewTopic newTopic(Topic topic) {
    var partitions =
        config.clusterPartitions() ? topic.partitionsDefault() : topic.partitionsLocal();
    return new NewTopic(topic.name(), partitions, config.replicationFactor())
        .configs(topic.configuration());
  }
}
