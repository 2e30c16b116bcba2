package dev.sequitur.demo.order;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.SplittableRandom;

/**
 * One order of the demo's shop, with the shipment and perhaps the ticket that belong to it.
 *
 * @param id names the seed too, so that other orders are other events
 * @param amount whole euros
 * @param isBroken whether its payment fails
 * @param hasTicket whether the customer complains
 */
public record Order(
    String id, String customer, int amount, int kilograms, boolean isBroken, boolean hasTicket) {

  private static final int CUSTOMERS = 40;
  private static final int MOST = 1_000;
  private static final int HEAVIEST = 30;
  private static final int TICKET_EVERY = 4;

  /** The order with this number, from 0; it does not depend on those before it. */
  public static Order of(Plan plan, int number) {
    var random = new SplittableRandom(plan.seed() * 1_000_003L + number);
    return new Order(
        "demo-%d-%05d".formatted(plan.seed(), number),
        "customer-" + random.nextInt(1, CUSTOMERS + 1),
        random.nextInt(1, MOST + 1),
        random.nextInt(1, HEAVIEST + 1),
        random.nextDouble() < plan.errors(),
        number % TICKET_EVERY == 0);
  }

  JsonNode json() {
    var json = JsonNodeFactory.instance.objectNode();
    json.put("id", id).put("customer", customer).put("amount", amount);
    json.putObject("payment").put("card", isBroken ? "broken" : "good");
    return json;
  }

  JsonNode shipment() {
    var json = JsonNodeFactory.instance.objectNode();
    return json.put("id", "shipment-" + id).put("order", id).put("kilograms", kilograms);
  }

  JsonNode ticket() {
    var json = JsonNodeFactory.instance.objectNode();
    json.put("id", "ticket-" + id).put("customer", customer);
    return json.put("text", "Where is " + id + "?");
  }
}
