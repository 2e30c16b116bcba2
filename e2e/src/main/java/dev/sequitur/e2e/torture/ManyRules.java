package dev.sequitur.e2e.torture;

import dev.sequitur.e2e.checker.Kind;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Rules in great number, each for its own orders, that are changed all the while. Odd versions
 * match orders of more than 100, even ones of more than 200, so that it shows which one has
 * decided. Half of all orders and changes are about a few of them, so that many orders meet a
 * change.
 *
 * @param count how many there are
 */
record ManyRules(int count) {

  private static final int FEW = 30;

  /** Every so manieth has a brake; its counts go on across its versions. */
  private static final int BRAKED = 3;

  private static final String RULE =
      """
      apiVersion: sequitur.dev/v1
      kind: Rule
      metadata: { name: %1$s }
      spec:
        on: [ %2$s%3$s ]
        when: data.rule == "%1$s" && data.amount > %4$d
        %7$s
        then:
          - id: tell
            retry: { max: 90, backoff: PT0.2S, cap: PT3S, total: PT1H }
            uses: http.request@1
            delivery: keyed
            timeout: PT2S
            with:
              method: POST
              url: "http://127.0.0.1:%5$d/%3$s"
              headers: { X-Rule-Version: "%6$d" }
              body: { id: "${data.id}" }
      """;

  static String name(int number) {
    return Kind.MANY.text() + "-" + number;
  }

  /** One of them. */
  int draw(Random random) {
    return random.nextInt(random.nextBoolean() ? Math.min(FEW, count) : count);
  }

  /** A rule as its version is written. */
  static String rule(int number, int version, int sinkPort) {
    return RULE.formatted(
        name(number),
        Workload.TYPE,
        Kind.MANY.text(),
        version % 2 == 1 ? 100 : 200,
        sinkPort,
        version,
        number % BRAKED == 0 ? "brake: { starts: 2, within: PT10S, beyond: reject }" : "turns: 3");
  }

  /** The first versions of those numbered [from, to). */
  static String first(int from, int to, int sinkPort) {
    return IntStream.range(from, to)
        .mapToObj(number -> rule(number, 1, sinkPort))
        .collect(Collectors.joining("---\n"));
  }
}
