package dev.sequitur.e2e.torture;

import dev.sequitur.e2e.checker.Kind;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Three ways in (webhook, topic, schedule), and one rule for each kind of order that has one. */
final class Workload {

  /** Where the ticks of the schedule are suspended. */
  static final String CLOCK = "torture-clock";

  private static final String TYPE = "com.example.torture.";

  private Workload() {}

  static String manifests(int sinkPort) {
    var rules =
        Arrays.stream(Kind.values())
            .filter(Kind::matched)
            .map(kind -> rule(kind, 1, sinkPort))
            .collect(Collectors.joining("---\n"));
    return """
        apiVersion: sequitur.dev/v1
        kind: Trigger
        metadata: { name: torture }
        spec:
          webhook: { path: torture, verify: { none: true } }
          event: { type: "com.example.torture.${body.kind}", id: "${body.id}", key: "${body.customer}", data: "${body}" }
        ---
        apiVersion: sequitur.dev/v1
        kind: Trigger
        metadata: { name: torture-topic }
        spec:
          kafka: { topic: %1$s, format: json, from: earliest }
          event: { type: "com.example.torture.${body.kind}", id: "${body.id}", key: "${body.customer}", data: "${body}" }
        ---
        apiVersion: sequitur.dev/v1
        kind: Trigger
        metadata: { name: %2$s }
        spec:
          schedule: { every: PT1S, misfire: CATCH_UP, catchUpMost: 1000 }
          event:
            type: com.example.torture.keyed
            data: { id: "%3$s${nominalInstant}", kind: keyed, customer: clock, amount: 150 }
        ---
        """
            .formatted(OtherTargets.ORDERS, CLOCK, Ticks.PREFIX)
        + rules;
  }

  /**
   * The rule of a kind; {@code version} is what its published version will be, and is told to the
   * target.
   */
  static String rule(Kind kind, int version, int sinkPort) {
    return """
        apiVersion: sequitur.dev/v1
        kind: Rule
        metadata: { name: %1$s }
        spec:
          on: [ %2$s%1$s ]
          when: data.amount > 100
          then:
            - id: tell
              retry: { max: 90, backoff: PT0.2S, cap: PT3S, total: PT1H }
        """
            .formatted(kind.text(), TYPE)
        + switch (kind) {
          case SQL -> row(version);
          case TOPIC -> record(version);
          default -> request(kind, version, sinkPort);
        };
  }

  private static String request(Kind kind, int version, int sinkPort) {
    return """
              uses: http.request@1
              delivery: %1$s
              timeout: PT2S
              with:
                method: %2$s
                url: "http://127.0.0.1:%3$d/%4$s"
                headers: { X-Rule-Version: "%5$d" }
                body: { id: "${data.id}", amount: "${data.amount}" }
        """
        .formatted(
            kind.delivery().toLowerCase(Locale.ROOT),
            kind == Kind.PUT ? "PUT" : "POST",
            sinkPort,
            kind.text(),
            version);
  }

  private static String row(int version) {
    return """
              uses: sql.execute@1
              with:
                connection: %s
                sql: "INSERT INTO applied (order_id, rule_version) VALUES (:id, :version)"
                params: { id: "${data.id}", version: %d }
        """
        .formatted(OtherTargets.CONNECTION, version);
  }

  private static String record(int version) {
    return """
              uses: kafka.publish@1
              with:
                topic: %s
                key: "${data.id}"
                value: { id: "${data.id}", version: %d }
        """
        .formatted(OtherTargets.SHIPPED, version);
  }

  static String order(String id, Kind kind, int customer) {
    return "{\"id\":\"%s\",\"kind\":\"%s\",\"customer\":\"c-%d\",\"amount\":150}"
        .formatted(id, kind.text(), customer);
  }
}
