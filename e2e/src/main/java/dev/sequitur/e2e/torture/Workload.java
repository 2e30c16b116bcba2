package dev.sequitur.e2e.torture;

import dev.sequitur.e2e.checker.Emission;
import dev.sequitur.e2e.checker.Kind;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Three ways in (webhooks with and without signature, topic, schedule), one rule for each kind of
 * order that has one, and who tells and counts.
 */
final class Workload {

  /** Where the ticks of the schedule are suspended. */
  static final String CLOCK = "torture-clock";

  /** The definition of the report that is made at the end. */
  static final String REPORT = "torture";

  /** Event types begin with it, and end with the kind. */
  static final String TYPE = "com.example.torture.";

  private Workload() {}

  static String manifests(int sinkPort) {
    var rules =
        Arrays.stream(Kind.values())
            .filter(kind -> kind.matched() && kind != Kind.MANY)
            .map(kind -> rule(kind, 1, sinkPort))
            .collect(Collectors.joining("---\n"));
    return """
        apiVersion: sequitur.dev/v1
        kind: Subscription
        metadata: { name: torture-trouble }
        spec:
          on: { rules: ["*"], outcomes: [ FAILED, DEAD, UNKNOWN ] }
          to: { inbox: { role: operator } }
        ---
        apiVersion: sequitur.dev/v1
        kind: ReportDefinition
        metadata: { name: %4$s }
        spec:
          title: What was tortured
          sections:
            - statistics: { by: rule, granularity: hour, chart: line }
            - statistics: { by: action, granularity: hour }
            - runs: { title: Failed, state: FAILED, limit: 200 }
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
            .formatted(OtherTargets.ORDERS, CLOCK, Ticks.PREFIX, REPORT)
        + doors()
        + rules;
  }

  private static String doors() {
    return Arrays.stream(Door.values()).map(Workload::door).collect(Collectors.joining());
  }

  private static String door(Door door) {
    return """
        apiVersion: sequitur.dev/v1
        kind: Trigger
        metadata: { name: %1$s }
        spec:
          webhook: { path: %1$s, verify: { %2$s } }
          event: { type: "com.example.torture.${body.kind}", id: "${body.id}", key: "${body.customer}", data: "${body}" }
        ---
        """
        .formatted(door.path(), door.verify());
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
          %3$s
          then:
            - id: tell
              retry: { max: 90, backoff: PT0.2S, cap: PT3S, total: PT1H }
        """
            .formatted(kind.text(), TYPE, restraint(kind))
        + switch (kind) {
          case SQL -> row(version);
          case TOPIC -> record(version);
          case MAIL -> mail(version);
          case SLACK -> message(version);
          case HOOK -> webhook(version, sinkPort);
          case EMIT -> event(version);
          default -> request(kind, version, sinkPort);
        };
  }

  /**
   * Events that are emitted one for another end at the executor's own bound, which is looked at.
   * The starts of one kind all go by the hop that counts for brakes, and all pass: what is promised
   * of every other run must hold for them as well. Of another kind many do not pass.
   */
  private static String restraint(Kind kind) {
    return switch (kind) {
      case PUT -> "brake: { starts: 1000000, within: P1D, by: \"${data.customer}\" }";
      case BRAKED -> "brake: { starts: 8, within: PT5S, by: \"${data.customer}\", beyond: reject }";
      default -> "turns: 32";
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

  private static String mail(int version) {
    return """
              uses: email.send@1
              timeout: PT2S
              with:
                connection: %s
                to: [ customer@example.com ]
                subject: "${data.id} %d"
                text: It is on its way.
        """
        .formatted(OtherTargets.MAIL, version);
  }

  private static String message(int version) {
    return """
              uses: slack.post@1
              timeout: PT2S
              with: { url: { secret: torture-slack }, text: "${data.id} %d" }
        """
        .formatted(version);
  }

  private static String webhook(int version, int sinkPort) {
    return """
              uses: webhook.send@1
              delivery: keyed
              timeout: PT2S
              with:
                url: "http://127.0.0.1:%d/hook"
                secret: { secret: torture-hook }
                body: { id: "${data.id}", version: %d }
        """
        .formatted(sinkPort, version);
  }

  /** Of its own type, so that the event that it emits emits the next one. */
  private static String event(int version) {
    return """
              uses: emit@1
              with:
                type: %semit
                key: "${data.customer}"
                data:
                  id: "%s"
                  parent: "${data.id}"
                  kind: emit
                  customer: "${data.customer}"
                  amount: 150
                  version: %d
        """
        .formatted(TYPE, Emission.next("${data.id}"), version);
  }

  /**
   * An order of one of 500 customers, or of one of five where customers are to meet a brake; what
   * is for one of many rules is for one of its versions.
   */
  static String order(String id, Kind kind, ManyRules many, Random random) {
    var one = kind == Kind.MANY;
    return "{\"id\":\"%s\",\"kind\":\"%s\",\"customer\":\"c-%d\",\"rule\":\"%s\",\"amount\":%d}"
        .formatted(
            id,
            kind.text(),
            random.nextInt(kind == Kind.BRAKED ? 5 : 500),
            one ? ManyRules.name(many.draw(random)) : kind.text(),
            one && random.nextBoolean() ? 250 : 150);
  }
}
