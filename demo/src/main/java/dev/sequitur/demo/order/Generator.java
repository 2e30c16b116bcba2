package dev.sequitur.demo.order;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookSigningException;
import dev.sequitur.demo.Topics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Sends the orders of a plan as other systems would: by webhook, by signed webhook, and to a topic.
 * What is not accepted is sent again under the same id, so that it counts once.
 */
final class Generator {

  private static final int ATTEMPTS = 20;
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final HttpClient client = HttpClient.newHttpClient();
  private final String gateway;
  private final Producer<String, String> producer;
  private final Webhook signer;
  private final InstantSource clock;

  Generator(
      String gateway, Producer<String, String> producer, Webhook signer, InstantSource clock) {
    this.gateway = gateway;
    this.producer = producer;
    this.signer = signer;
    this.clock = clock;
  }

  /** Sends one after the other; late ones follow at once. */
  void run(Plan plan) throws InterruptedException {
    var begin = System.nanoTime();
    for (var number = 0; number < plan.orders(); number++) {
      var wait = begin + number * plan.pause().toNanos() - System.nanoTime();
      Thread.sleep(Duration.ofNanos(Math.max(0, wait)));
      send(Order.of(plan, number));
    }
    producer.flush();
  }

  private void send(Order order) throws InterruptedException {
    post("/hooks/default/demo/orders", order.json().toString(), Map.of());
    producer.send(new ProducerRecord<>(Topics.SHIPMENTS, order.id(), order.shipment().toString()));
    if (order.hasTicket()) {
      var body = order.ticket().toString();
      post("/hooks/default/demo/tickets", body, signed("ticket-" + order.id(), body));
    }
  }

  private Map<String, String> signed(String id, String body) {
    var now = clock.instant().getEpochSecond();
    try {
      return Map.of(
          Webhook.UNBRANDED_MSG_ID_KEY, id,
          Webhook.UNBRANDED_MSG_TIMESTAMP_KEY, Long.toString(now),
          Webhook.UNBRANDED_MSG_SIGNATURE_KEY, signer.sign(id, now, body));
    } catch (WebhookSigningException e) {
      throw new IllegalStateException(e);
    }
  }

  private void post(String path, String body, Map<String, String> headers)
      throws InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(gateway + path))
            .timeout(Duration.ofSeconds(10))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    headers.forEach(request::header);
    for (var attempt = 1; !isAccepted(request.build()); attempt++) {
      if (attempt == ATTEMPTS) {
        throw new IllegalStateException("Nothing is accepted at " + gateway + path + ".");
      }
      Thread.sleep(PAUSE);
    }
  }

  private boolean isAccepted(HttpRequest request) throws InterruptedException {
    try {
      var answer = client.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 202) {
        System.out.println("HTTP " + answer.statusCode() + ": " + answer.body());
      }
      return answer.statusCode() == 202;
    } catch (IOException e) {
      System.out.println("Not sent: " + e);
      return false;
    }
  }
}
