package dev.sequitur.e2e.torture;

import dev.sequitur.e2e.checker.Kind;
import java.util.Arrays;
import java.util.stream.Collectors;

/** One trigger, and one rule for each kind of order that has one. */
final class Workload {

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
        """
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
              uses: http.request@1
              delivery: %3$s
              timeout: PT2S
              retry: { max: 90, backoff: PT0.2S, cap: PT3S, total: PT1H }
              with:
                method: %4$s
                url: "http://127.0.0.1:%5$d/%1$s"
                headers: { X-Rule-Version: "%6$d" }
                body: { id: "${data.id}", amount: "${data.amount}" }
        """
        .formatted(
            kind.text(),
            TYPE,
            kind.delivery().toLowerCase(java.util.Locale.ROOT),
            kind == Kind.PUT ? "PUT" : "POST",
            sinkPort,
            version);
  }

  static String order(String id, Kind kind, int customer) {
    return "{\"id\":\"%s\",\"kind\":\"%s\",\"customer\":\"c-%d\",\"amount\":150}"
        .formatted(id, kind.text(), customer);
  }
}
