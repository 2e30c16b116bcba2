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

  /**
   * The same under another name, with two calls for each order: one that must not be made twice,
   * whatever happens, and one whose target knows its key.
   */
  public static String twofold(String name, int sinkPort) {
    var actions =
        """
            - id: once
              uses: http.request@1
              delivery: at_most_once
              with: { method: POST, url: "http://127.0.0.1:%1$d/once", body: { id: "${data.id}/once" } }
            - id: keyed
              uses: http.request@1
              delivery: keyed
              with: { method: POST, url: "http://127.0.0.1:%1$d/keyed", body: { id: "${data.id}/keyed" } }
        """;
    return trigger(name) + rule(name, actions.formatted(sinkPort));
  }

  /** The same under another name, with so many calls for each order; none is no rule at all. */
  public static String called(String name, int sinkPort, int calls) {
    var actions = new StringBuilder();
    for (int call = 1; call <= calls; call++) {
      actions.append(
          """
              - id: call%1$d
                uses: http.request@1
                delivery: keyed
                with: { method: POST, url: "http://127.0.0.1:%2$d/orders", body: { id: "${data.id}/%1$d", amount: "${data.amount}" } }
          """
              .formatted(call, sinkPort));
    }
    return calls == 0 ? trigger(name) : trigger(name) + rule(name, actions.toString());
  }

  private static String trigger(String name) {
    return """
        apiVersion: sequitur.dev/v1
        kind: Trigger
        metadata: { name: %1$s }
        spec:
          webhook: { path: %1$s, verify: { none: true } }
          event: { type: com.example.%1$s, id: "${body.id}", key: "${body.customer}", data: "${body}" }
        """
        .formatted(name);
  }

  /** A document of its own. */
  private static String rule(String name, String actions) {
    return """
        ---
        apiVersion: sequitur.dev/v1
        kind: Rule
        metadata: { name: %1$s }
        spec:
          on: [com.example.%1$s]
          when: data.amount > 100
          then:
        %2$s"""
        .formatted(name, actions);
  }

  /** One order that the rule matches; {@code number} comes back in its id. */
  public static String order(String prefix, long number) {
    return "{\"id\":\"%s-%d\",\"customer\":\"c-%d\",\"amount\":150,\"note\":\"please wrap it as a present\"}"
        .formatted(prefix, number, number % 1_000);
  }
}
