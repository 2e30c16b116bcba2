package dev.sequitur.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequitur.contracts.Topic;
import dev.sequitur.contracts.Topics;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The users of the manifests at a real broker with the standard authorizer: each service tries all
 * topics, both ways, and is let to what it hears and says alone. They come with the client file of
 * the manifests, but without TLS.
 */
class AuthorizerComponentTest {

  private static final Overlay OVERLAY = new Overlay("dev");
  private static final byte[] NOTHING = new byte[0];

  private static GuardedBroker broker;
  private static Path secrets;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    secrets = Files.createDirectories(folder.resolve("secrets"));
    var users = new ArrayList<>(Services.NAMES);
    users.add(GuardedBroker.ADMIN);
    broker = GuardedBroker.start(Files.createDirectories(folder.resolve("broker")), users);
    for (var user : users) {
      var own = Files.createDirectories(secrets.resolve(user));
      Files.writeString(own.resolve("sasl.jaas.config"), GuardedBroker.proof(user));
    }
    try (var admin = Admin.create(client(GuardedBroker.ADMIN))) {
      await()
          .atMost(Duration.ofSeconds(60))
          .ignoreExceptions()
          .until(() -> admin.describeCluster().nodes().get().size() == 1);
      var topics =
          Topics.all().stream().map(one -> new NewTopic(one.name(), 1, (short) 1)).toList();
      admin.createTopics(topics).all().get();
      admin.createAcls(lists()).all().get();
    }
    for (var topic : Topics.all()) {
      assertThat(writes(GuardedBroker.ADMIN, topic)).isTrue();
    }
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void everyServiceIsLetToWhatItHearsAndSaysAlone() throws Exception {
    for (var service : Services.NAMES) {
      var read = new TreeSet<String>();
      var written = new TreeSet<String>();
      for (var topic : Topics.all()) {
        if (reads(service, topic)) {
          read.add(topic.name());
        }
        if (writes(service, topic)) {
          written.add(topic.name());
        }
      }
      assertThat(read).as(service).isEqualTo(listed(service, "Read"));
      assertThat(written).as(service).isEqualTo(listed(service, "Write"));
    }
  }

  @Test
  void nobodyTakesPartInAnothersGroupOrMakesOrDeletesTopics() throws Exception {
    for (var service : Services.NAMES) {
      assertThat(joins(service, "executor"))
          .as(service)
          .isEqualTo(service.equals("executor-service"));
      try (var admin = Admin.create(client(service))) {
        assertThat(
                isRefused(
                    () -> admin.createTopics(List.of(new NewTopic("x", 1, (short) 1))).all().get()))
            .isTrue();
        var events = List.of(Topics.EVENTS.name());
        assertThat(isRefused(() -> admin.deleteTopics(events).all().get())).isTrue();
        assertThat(admin.describeCluster().clusterId().get()).isNotEmpty();
      }
    }
  }

  @Test
  void aPasswordThatIsWrongLetsNobodyIn() throws Exception {
    var own = Files.createDirectories(secrets.resolve("stranger"));
    Files.writeString(own.resolve("sasl.jaas.config"), GuardedBroker.proof("stranger"));
    try (var admin = Admin.create(client("stranger"))) {
      org.assertj.core.api.Assertions.assertThatThrownBy(
              () -> admin.describeCluster().clusterId().get())
          .hasCauseInstanceOf(org.apache.kafka.common.errors.AuthenticationException.class);
    }
  }

  private interface Attempt {
    void run() throws ExecutionException, InterruptedException;
  }

  private static boolean isRefused(Attempt attempt) throws InterruptedException {
    try {
      attempt.run();
      return false;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AuthorizationException) {
        return true;
      }
      throw new AssertionError(e);
    }
  }

  private static boolean writes(String user, Topic topic) throws InterruptedException {
    try (var producer =
        new KafkaProducer<>(client(user), new ByteArraySerializer(), new ByteArraySerializer())) {
      return !isRefused(
          () -> producer.send(new ProducerRecord<>(topic.name(), NOTHING, NOTHING)).get());
    }
  }

  private static boolean reads(String user, Topic topic) {
    try (var consumer =
        new KafkaConsumer<>(
            client(user), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      var partition = List.of(new TopicPartition(topic.name(), 0));
      consumer.assign(partition);
      consumer.seekToBeginning(partition);
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> consumer.poll(Duration.ofMillis(500)).count() > 0);
      return true;
    } catch (AuthorizationException e) {
      return false;
    } catch (org.awaitility.core.ConditionTimeoutException e) {
      throw new AssertionError(user + " neither reads nor is refused " + topic.name(), e);
    }
  }

  private static boolean joins(String user, String group) {
    var settings = client(user);
    settings.put("group.id", group);
    try (var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.subscribe(List.of(heardBy(user)));
      await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () -> {
                consumer.poll(Duration.ofMillis(200));
                return !consumer.assignment().isEmpty();
              });
      return true;
    } catch (GroupAuthorizationException e) {
      return false;
    }
  }

  private static String heardBy(String user) {
    return listed(user, "Read").first();
  }

  /** The client file of the manifests, with what a test has instead: no TLS, another folder. */
  private static Map<String, Object> client(String user) {
    var properties = new Properties();
    try (var reader =
        new StringReader(
            Overlay.text(Overlay.folder().resolve("base/kafka-client.properties"))
                .replace("/run/secrets/kafka-user", secrets.resolve(user).toString()))) {
      properties.load(reader);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    var settings = new HashMap<String, Object>();
    properties.forEach((key, value) -> settings.put(key.toString(), value));
    settings.keySet().removeIf(key -> key.startsWith("ssl."));
    settings.put("security.protocol", "SASL_PLAINTEXT");
    settings.put("bootstrap.servers", broker.bootstrapServers());
    settings.put("auto.offset.reset", "earliest");
    settings.put("max.block.ms", 10_000);
    return settings;
  }

  private static TreeSet<String> listed(String service, String operation) {
    var topics = new TreeSet<String>();
    for (var rule : user(service).at("/spec/authorization/acls")) {
      var isTopic = rule.at("/resource/type").asText().equals("topic");
      for (var one : rule.path("operations")) {
        if (isTopic && one.asText().equals(operation)) {
          topics.add(rule.at("/resource/name").asText());
        }
      }
    }
    return topics;
  }

  private static JsonNode user(String name) {
    return OVERLAY.ofKind("KafkaUser").stream()
        .filter(one -> Overlay.name(one).equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** What Strimzi's operator makes of the users. */
  private static List<AclBinding> lists() {
    var bindings = new ArrayList<AclBinding>();
    for (var name : Services.NAMES) {
      for (var rule : user(name).at("/spec/authorization/acls")) {
        for (var operation : rule.path("operations")) {
          bindings.add(
              new AclBinding(
                  pattern(rule.path("resource")),
                  new AccessControlEntry(
                      "User:" + name,
                      "*",
                      AclOperation.fromString(operation.asText().toUpperCase(Locale.ROOT)),
                      AclPermissionType.ALLOW)));
        }
      }
    }
    return bindings;
  }

  private static ResourcePattern pattern(JsonNode resource) {
    var isPrefix = resource.path("patternType").asText().equals("prefix");
    var type = ResourceType.fromString(resource.path("type").asText().toUpperCase(Locale.ROOT));
    return new ResourcePattern(
        type,
        resource.path("name").asText("kafka-cluster"),
        isPrefix ? PatternType.PREFIXED : PatternType.LITERAL);
  }
}
