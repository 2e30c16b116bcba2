package dev.sequitur.e2e.load;

/** The reference shape: an order that one rule tells the outside of. */
public final class Orders {

  private Orders() {}

  /** A trigger and a rule: webhook → one condition → one POST to the sink. */
  public static String manifests(int sinkPort, String delivery) {
    return """
        apiVersion: sequitur.dev/v1
        kind: Trigger
        metadata: { name: orders-in }
        spec:
          webhook: { path: orders, verify: { none: true } }
          event: { type: com.example.order, id: "${body.id}", key: "${body.customer}", data: "${body}" }
        ---
        apiVersion: sequitur.dev/v1
        kind: Rule
        metadata: { name: big-order, labels: { team: sales } }
        spec:
          on: [com.example.order]
          when: data.amount > 100
          then:
            - id: tell
              uses: http.request@1
              delivery: %s
              with: { method: POST, url: "http://127.0.0.1:%d/orders", body: { id: "${data.id}", amount: "${data.amount}" } }
        """
        .formatted(delivery, sinkPort);
  }

  /** One order that the rule matches; {@code number} comes back in its id. */
  public static String order(String prefix, long number) {
    return "{\"id\":\"%s-%d\",\"customer\":\"c-%d\",\"amount\":150,\"note\":\"please wrap it as a present\"}"
        .formatted(prefix, number, number % 1_000);
  }
}
