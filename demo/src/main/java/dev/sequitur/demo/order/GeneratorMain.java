package dev.sequitur.demo.order;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The generator as a process: gateway, broker, seed, orders, errors, pause. */
public final class GeneratorMain {

  private GeneratorMain() {}

  public static void main(String[] arguments)
      throws InterruptedException, EmptyWebhookSecretException {
    var plan =
        new Plan(
            Long.parseLong(arguments[2]),
            Integer.parseInt(arguments[3]),
            Double.parseDouble(arguments[4]),
            Duration.parse(arguments[5]));
    var signer = new Webhook(Objects.requireNonNull(System.getenv("SEQUITUR_DEMO_SIGNING")));
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", arguments[1],
            "key.serializer", StringSerializer.class,
            "value.serializer", StringSerializer.class);
    try (var producer = new KafkaProducer<String, String>(settings)) {
      new Generator(arguments[0], producer, signer, InstantSource.system()).run(plan);
    }
    System.out.println("All " + plan.orders() + " orders are sent.");
  }
}
