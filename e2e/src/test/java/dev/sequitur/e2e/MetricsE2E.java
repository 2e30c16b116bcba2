package dev.sequitur.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sequitur.e2e.observability.Asked;
import dev.sequitur.e2e.observability.Holding;
import dev.sequitur.e2e.observability.Scrape;
import dev.sequitur.e2e.rig.Api;
import dev.sequitur.e2e.rig.Rig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What dashboards and alerts ask for is what the running services say. Says nothing of the figures:
 * a query may be answerable and ask the wrong thing.
 */
@ExtendWith(SharedRig.class)
class MetricsE2E {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final List<String> SERVICES =
      List.of(
          "gateway",
          "trigger-service",
          "rule-service",
          "executor-service",
          "notification-service",
          "reporting-service");

  private final Rig rig;
  private final Api api;
  private final RecordingTarget target;

  MetricsE2E(Rig rig, RecordingTarget target) {
    this.rig = rig;
    this.api = rig.api();
    this.target = target;
  }

  /** Something has succeeded, something was refused by its target, and something at the door. */
  @BeforeEach
  void somethingHappens() {
    var name = "m" + UUID.randomUUID().toString().substring(0, 8);
    api.publish(
        """
        apiVersion: sequitur.dev/v1
        kind: Trigger
        metadata: { name: %1$s }
        spec:
          webhook: { path: %1$s, verify: { none: true } }
          event: { type: com.example.%1$s, data: "${body}" }
        ---
        apiVersion: sequitur.dev/v1
        kind: Rule
        metadata: { name: %1$s }
        spec:
          on: [com.example.%1$s]
          when: data.amount > 100
          then:
            - { id: call, uses: http.request@1, with: { method: POST, url: "%2$s" } }
        """
            .formatted(name, target.url("/" + name)));
    assertThat(api.hook(name, "{\"amount\":150}", Map.of()).status()).isEqualTo(202);
    // Neither told nor taken: the field is missing, the body is no JSON.
    assertThat(api.hook(name, "{\"sum\":150}", Map.of()).status()).isEqualTo(202);
    assertThat(api.hook(name, "{", Map.of()).status()).isEqualTo(400);
    await().atMost(PATIENCE).until(() -> !target.calls("/" + name).isEmpty());
  }

  @Test
  void everyQueryOfEveryDashboardAndAlertIsAnsweredByTheServices() {
    // What has just happened is counted a moment later.
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              var scrape = scrape();
              var findings = new ArrayList<String>();
              Stream.concat(Asked.dashboards().stream(), Asked.alerts().stream())
                  .forEach(
                      one ->
                          Holding.findings(one.query(), one.shown(), scrape)
                              .forEach(finding -> findings.add(one.where() + ": " + finding)));
              assertThat(findings).isEmpty();
            });
  }

  @Test
  void aMetricALabelAndAValueThatNoServiceHasAreNoticed() {
    var scrape = scrape();
    assertThat(Holding.findings("sum(rate(sequitur_rule_matchd_total[5m]))", scrape)).isNotEmpty();
    assertThat(Holding.findings("sum by (rule) (sequitur_rule_matched_total)", scrape))
        .isNotEmpty();
    assertThat(Holding.findings("sequitur_executor_attempts_settled_total{state=\"LOST\"}", scrape))
        .isNotEmpty();
    assertThat(Holding.findings("sum(rate(sequitur_hop_lag_seconds[5m]))", Set.of(), scrape))
        .isNotEmpty();
  }

  private Scrape scrape() {
    var scrape = new Scrape();
    for (var service : SERVICES) {
      var direct = new Api(rig.platform().address(service), "");
      scrape.add(service, direct.send("GET", "/q/metrics", null, Map.of()).expect(200).body());
    }
    return scrape;
  }
}
