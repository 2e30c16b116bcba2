package dev.sequitur.rule;

import dev.sequitur.contracts.AcceptedEvent;
import dev.sequitur.contracts.Headers;
import dev.sequitur.contracts.Topics;
import dev.sequitur.kit.test.Infrastructure;
import dev.sequitur.kit.test.TopicProbe;
import dev.sequitur.rule.explain.IndexStandIn;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Prints how long people wait for an explanation of an event, and of a rule, in a workspace of many
 * rules: the first time, and then. Asserts nothing, and runs only when asked for by name.
 */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(IndexStandIn.class)
class ExplanationBenchmark extends WithScenario {

  private static final String[] ALL = {"event:read", "rule:read", "payload:read"};
  private static final int RULES = 200;
  private static final int EVENTS = 2_000;
  private static final int ASKED = 100;

  @Test
  void measure() {
    for (int i = 0; i < RULES; i++) {
      var name = scenario.name("r" + i);
      scenario.publish(name, "data.amount > " + i + " && data.tier == 'gold'", "hi");
    }
    var last = scenario.name("last");
    scenario.inForce(last, "data.amount > 1000 && data.tier == 'gold'", "hi");
    var events = new ArrayList<AcceptedEvent>();
    for (int i = 0; i < EVENTS; i++) {
      events.add(scenario.accepted("k" + i, "{\"amount\":" + i + ",\"tier\":\"gold\"}"));
    }
    scenario
        .topics
        .all(Topics.EVENTS, one -> TopicProbe.header(one, Headers.TYPE).equals(scenario.type))
        .forEach(IndexStandIn::tell);
    print(
        "an event, " + RULES + " rules of its type",
        events.subList(0, ASKED).stream()
            .map(one -> "/api/v1/workspaces/default/events/" + one.id() + "/explanation")
            .toList());
    print(
        "a rule, " + EVENTS + " events of its type",
        java.util.Collections.nCopies(ASKED, Scenario.RULES + last + "/explanation"));
  }

  private static void print(String what, List<String> paths) {
    var millis = paths.stream().mapToDouble(ExplanationBenchmark::millis).toArray();
    double first = millis[0];
    Arrays.sort(millis);
    System.out.printf(
        "== %s: first %.0f ms, p50 %.0f ms, p99 %.0f ms%n",
        what, first, millis[millis.length / 2], millis[millis.length * 98 / 100]);
  }

  private static double millis(String path) {
    var begun = System.nanoTime();
    Scenario.with(ALL).get(path).then().statusCode(200);
    return (System.nanoTime() - begun) / 1e6;
  }
}
