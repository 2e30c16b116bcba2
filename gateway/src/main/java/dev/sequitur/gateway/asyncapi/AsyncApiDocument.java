package dev.sequitur.gateway.asyncapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sequitur.contracts.Headers;
import dev.sequitur.contracts.Topic;
import java.util.List;

/** One AsyncAPI 3 document of the topics that may be read from outside. */
final class AsyncApiDocument {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final List<String> ALWAYS =
      List.of(
          Headers.SPEC_VERSION,
          Headers.CONTENT_TYPE,
          Headers.ID,
          Headers.TYPE,
          Headers.SOURCE,
          Headers.WORKSPACE);
  private static final List<String> OF_EVENTS =
      List.of(Headers.TRIGGER, Headers.TRIGGER_VERSION, Headers.HOPS);
  private static final List<String> OF_SOME_EVENTS =
      List.of(
          Headers.SUBJECT, Headers.PARTITION_KEY, Headers.TIME, Headers.FOLLOWED, Headers.CHAIN);

  private final RecordSchemas schemas = new RecordSchemas();
  private final ObjectNode messages = JSON.objectNode();

  private AsyncApiDocument() {}

  static ObjectNode ofThisProduct() {
    return new AsyncApiDocument().document();
  }

  private ObjectNode document() {
    var document = JSON.objectNode().put("asyncapi", "3.0.0");
    document
        .putObject("info")
        .put("title", "Sequitur")
        .put("version", "v1")
        .put(
            "description",
            "Topics that may be read from outside by whom the broker lets; the services alone write them. "
                + "Records are CloudEvents 1.0 in binary mode, JSON. Fields may be added: keep what you do not know.")
        .putObject("license")
        .put("name", "Apache 2.0");
    document.put("defaultContentType", "application/json");
    var channels = document.putObject("channels");
    var operations = document.putObject("operations");
    for (var topic : PublicTopics.all()) {
      channels.set(topic.name(), channel(topic));
      operations.set("read-" + topic.name(), operation(topic));
    }
    var components = document.putObject("components");
    components.set("messages", messages);
    var all = components.putObject("schemas");
    all.set("Headers", headers(ALWAYS, List.of()));
    all.set("EventHeaders", eventHeaders());
    schemas.all().forEach(all::set);
    return document;
  }

  private ObjectNode channel(PublicTopics.Described described) {
    var channel = JSON.objectNode();
    channel.put("address", described.topic().name());
    channel.put("summary", described.summary());
    var ofChannel = channel.putObject("messages");
    for (var message : names(described)) {
      messages.set(message, message(described, message));
      ofChannel.putObject(message).put("$ref", "#/components/messages/" + message);
    }
    channel.putObject("bindings").set("kafka", binding(described.topic()));
    return channel;
  }

  private static ObjectNode binding(Topic topic) {
    var binding = JSON.objectNode();
    binding.put("topic", topic.name());
    binding.put("partitions", topic.partitionsDefault());
    var settings = binding.putObject("topicConfiguration");
    settings.putArray("cleanup.policy").add(topic.retention() == null ? "compact" : "delete");
    if (topic.retention() != null) {
      settings.put("retention.ms", topic.retention().toMillis());
    }
    settings.put("max.message.bytes", topic.maxMessageBytes());
    binding.put("bindingVersion", "0.5.0");
    return binding;
  }

  private static ObjectNode operation(PublicTopics.Described described) {
    var operation = JSON.objectNode();
    // In AsyncAPI 3 the document speaks of the application, which sends what others may read.
    operation.put("action", "send");
    operation.putObject("channel").put("$ref", "#/channels/" + described.name());
    operation.put("summary", described.summary());
    var list = operation.putArray("messages");
    for (var message : names(described)) {
      list.addObject().put("$ref", "#/channels/" + described.name() + "/messages/" + message);
    }
    return operation;
  }

  private static List<String> names(PublicTopics.Described described) {
    return described.records().isEmpty()
        ? List.of("AcceptedEvent")
        : described.records().stream().map(Class::getSimpleName).toList();
  }

  private ObjectNode message(PublicTopics.Described described, String name) {
    var message = JSON.objectNode();
    message.put("name", name);
    message.put("contentType", "application/json");
    var isEvent = described.records().isEmpty();
    message
        .putObject("headers")
        .put("$ref", "#/components/schemas/" + (isEvent ? "EventHeaders" : "Headers"));
    var payload =
        isEvent
            ? JSON.objectNode().put("description", "the event's data: any JSON value")
            : schemas.reference(
                described.records().stream()
                    .filter(type -> type.getSimpleName().equals(name))
                    .findFirst()
                    .orElseThrow());
    message.set("payload", payload);
    var key = message.putObject("bindings").putObject("kafka");
    key.putObject("key").put("type", "string").put("description", described.key());
    key.put("bindingVersion", "0.5.0");
    return message;
  }

  private static ObjectNode eventHeaders() {
    var required = new java.util.ArrayList<>(ALWAYS);
    required.addAll(OF_EVENTS);
    return headers(required, OF_SOME_EVENTS);
  }

  /** Besides, any record may carry W3C trace context. */
  private static ObjectNode headers(List<String> required, List<String> others) {
    var schema = JSON.objectNode().put("type", "object");
    var names = schema.putArray("required");
    var properties = schema.putObject("properties");
    for (var name : required) {
      names.add(name);
      properties.putObject(name).put("type", "string");
    }
    for (var name : others) {
      properties.putObject(name).put("type", "string");
    }
    properties.putObject(Headers.TRACE_PARENT).put("type", "string");
    return schema;
  }
}
