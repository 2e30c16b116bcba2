package dev.sequitur.e2e.checker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.e2e.checker.Bystanders.Answer;
import dev.sequitur.e2e.checker.Bystanders.Counted;
import dev.sequitur.e2e.checker.Bystanders.Document;
import dev.sequitur.e2e.checker.Bystanders.Told;
import dev.sequitur.e2e.checker.Rules.Brake;
import dev.sequitur.e2e.checker.Rules.Term;
import dev.sequitur.e2e.checker.World.Effect;
import dev.sequitur.e2e.checker.World.End;
import dev.sequitur.e2e.checker.World.Event;
import dev.sequitur.e2e.checker.World.Hit;
import dev.sequitur.e2e.checker.World.Rejection;
import dev.sequitur.e2e.checker.World.Run;
import dev.sequitur.e2e.checker.World.Sent;
import dev.sequitur.e2e.checker.World.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The checker is itself checked: remove, double or change one record anywhere, and it must notice.
 */
class CheckerTest {

  private static final Instant T = Instant.parse("2026-01-01T00:00:00Z");

  /** A world in which every promise was kept, open to change. */
  private static final class Draft {
    final Map<String, Sent> sent = new LinkedHashMap<>();
    final Map<String, Event> events = new LinkedHashMap<>();
    final List<Effect> ledger = new ArrayList<>();
    final List<Run> runs = new ArrayList<>();
    final List<Hit> hits = new ArrayList<>();
    final List<End> ends = new ArrayList<>();
    final List<Rejection> rejected = new ArrayList<>();
    final Map<String, Integer> cancellations = new LinkedHashMap<>();
    final Set<String> deadLetters = new LinkedHashSet<>();
    final Map<String, String> reported = new LinkedHashMap<>();
    final List<Term> terms = new ArrayList<>();
    final Map<String, Integer> logged = new LinkedHashMap<>();
    final Map<String, Integer> promised = new LinkedHashMap<>();
    final List<Answer> answers = new ArrayList<>();
    final List<Told> told = new ArrayList<>();
    final Map<Kind, Counted> counted = new EnumMap<>(Kind.class);
    final List<Document> documents = new ArrayList<>();

    Draft() {
      order("a", Kind.KEYED, "SUCCEEDED", "ANSWERED", Verdict.APPLIED, Verdict.RECOGNISED);
      order("b", Kind.ONCE, "UNKNOWN", "WRITTEN", Verdict.APPLIED);
      order("c", Kind.ONCE, "SUCCEEDED", "ANSWERED", Verdict.THROTTLED, Verdict.APPLIED);
      order(
          "d",
          Kind.LEAST,
          "SUCCEEDED",
          "ANSWERED",
          Verdict.REFUSED,
          Verdict.APPLIED,
          Verdict.APPLIED);
      order("e", Kind.PUT, "SUCCEEDED", "ANSWERED", Verdict.APPLIED, Verdict.APPLIED);
      order("f", Kind.REFUSED, "FAILED", "ANSWERED", Verdict.REFUSED);
      order("k", Kind.SQL, "SUCCEEDED", "ANSWERED", Verdict.APPLIED);
      order("l", Kind.TOPIC, "SUCCEEDED", "ANSWERED", Verdict.APPLIED, Verdict.APPLIED);
      order("m", Kind.MAIL, "SUCCEEDED", "ANSWERED", Verdict.APPLIED, Verdict.APPLIED);
      order("o", Kind.SLACK, "SUCCEEDED", "ANSWERED", Verdict.APPLIED, Verdict.APPLIED);
      order("p", Kind.HOOK, "SUCCEEDED", "ANSWERED", Verdict.APPLIED, Verdict.RECOGNISED);
      order("q", Kind.EMIT, "SUCCEEDED", "ANSWERED", Verdict.APPLIED);
      order("q+", Kind.EMIT, "SUCCEEDED", "ANSWERED", Verdict.APPLIED);
      order("q++", Kind.EMIT, "SUCCEEDED", "ANSWERED", Verdict.APPLIED);
      order("q+++", Kind.EMIT, "FAILED", "PREPARED");
      answers.add(new Answer("forged", false, 503));
      answers.add(new Answer("forged", false, 401));
      answers.add(new Answer("a", true, 429));
      accept("g", Kind.NONE, T);
      accept("h", Kind.LEAST, T.plusSeconds(10));
      for (var kind : Kind.values()) {
        if (kind.matched() && kind != Kind.MANY && kind != Kind.BRAKED) {
          term(kind.text(), 1, Instant.MIN, kind == Kind.LEAST ? T.plusSeconds(5) : Instant.MAX);
        }
      }
      term("least", 1, T.plusSeconds(15), Instant.MAX);
      rulesThatChange();
      rulesWithABrake();
      runsThatSomebodyCancels();
      sent.put("i", new Sent("i", Kind.KEYED, false, Set.of()));
      for (var kind : Kind.values()) {
        counted.put(kind, Counted.NONE);
      }
      events.values().forEach(event -> count(event.kind(), 1, 0, ""));
      runs.forEach(
          run -> count(Kind.ofRule(run.rule()), 0, 1, reported.getOrDefault(run.id(), "")));
      rejected.forEach(
          rejection -> {
            var event = events.get(rejection.eventId());
            if (event != null) {
              count(event.kind(), 0, 0, "REJECTED");
            }
          });
      documents.add(new Document("pdf", "one digest"));
      documents.add(new Document("pdf", "one digest"));
    }

    /** Of two versions, the second for more than 200 alone; then suspended; of another, deleted. */
    private void rulesThatChange() {
      term("many-1", 1, T.minusSeconds(60), T.plusSeconds(20));
      term("many-1", 2, T.plusSeconds(20), T.plusSeconds(40));
      term("many-2", 1, T.minusSeconds(60), T.plusSeconds(20));
      promised.put("many-1", 2);
      order(many("s", "many-1", 0, 150), 1, "SUCCEEDED", "ANSWERED", Verdict.APPLIED);
      order(many("t", "many-1", 19, 250), 1, "SUCCEEDED", "ANSWERED", Verdict.APPLIED);
      order(many("u", "many-1", 20, 250), 2, "SUCCEEDED", "ANSWERED", Verdict.APPLIED);
      accept(many("v", "many-1", 20, 150));
      accept(many("w", "many-1", 40, 250));
      order(many("x", "many-2", 19, 150), 1, "SUCCEEDED", "ANSWERED", Verdict.APPLIED);
      accept(many("y", "many-2", 20, 250));
    }

    private static Event many(String order, String rule, int second, int amount) {
      return new Event(
          "event-" + order, order, Kind.MANY, T.plusSeconds(second), 0, rule, amount, "c");
    }

    /** Two in ten seconds: of one customer, and, across versions, of all. */
    private void rulesWithABrake() {
      var byCustomer = new Brake(2, Duration.ofSeconds(10), true);
      terms.add(new Term("braked", 1, Instant.MIN, Instant.MAX, 100, byCustomer));
      start(braked("ba", "c-1", 0));
      start(braked("bb", "c-1", 9));
      reject(braked("bc", "c-1", 5));
      start(braked("bd", "c-2", 5));
      start(braked("be", "c-1", 10));
      var whole = new Brake(2, Duration.ofSeconds(10), false);
      terms.add(new Term("many-3", 1, Instant.MIN, T.plusSeconds(5), 100, whole));
      terms.add(new Term("many-3", 2, T.plusSeconds(5), Instant.MAX, 200, whole));
      start(many("bf", "many-3", 0, 250));
      order(many("bg", "many-3", 6, 250), 2, "SUCCEEDED", "ANSWERED", Verdict.APPLIED);
      reject(many("bh", "many-3", 7, 250));
    }

    private static Event braked(String order, String customer, int second) {
      return new Event(
          "event-" + order,
          order,
          Kind.BRAKED,
          T.plusSeconds(second),
          0,
          Kind.BRAKED.text(),
          150,
          customer);
    }

    private void start(Event event) {
      order(event, 1, "SUCCEEDED", "ANSWERED", Verdict.APPLIED);
    }

    private void reject(Event event) {
      accept(event);
      rejected.add(new Rejection("run-" + event.order(), event.id(), "RULE_BRAKED"));
      reported.put("run-" + event.order(), "REJECTED");
    }

    /**
     * One that waited to be repeated, one that ended first, and one whose canceller heard nothing.
     */
    private void runsThatSomebodyCancels() {
      order("ca", Kind.KEYED, "CANCELLED", "WRITTEN", Verdict.APPLIED);
      order("cb", Kind.LEAST, "SUCCEEDED", "ANSWERED", Verdict.APPLIED);
      order("cc", Kind.ONCE, "CANCELLED", "CONNECTING");
      cancellations.put("run-ca", 1);
      cancellations.put("run-cb", 0);
      cancellations.put("run-cc", 0);
    }

    void term(String rule, int version, Instant from, Instant until) {
      terms.add(new Term(rule, version, from, until, 100 * version));
      logged.merge(rule, version, Integer::max);
    }

    private void count(Kind kind, int event, int run, String end) {
      counted.computeIfPresent(
          kind,
          (_, sums) ->
              new Counted(
                  sums.accepted() + event,
                  sums.indexed() + event,
                  sums.matched() + run,
                  sums.succeeded() + (end.equals("SUCCEEDED") ? 1 : 0),
                  sums.failed() + (end.equals("FAILED") ? 1 : 0),
                  sums.unknown() + (end.equals("UNKNOWN") ? 1 : 0),
                  sums.cancelled() + (end.equals("CANCELLED") ? 1 : 0),
                  sums.rejected() + (end.equals("REJECTED") ? 1 : 0)));
    }

    private void accept(String order, Kind kind, Instant at) {
      accept(new Event("event-" + order, order, kind, at, Emission.depth(order)));
    }

    private void accept(Event event) {
      if (event.hops() == 0) {
        sent.put(event.order(), new Sent(event.order(), event.kind(), true, Set.of(event.id())));
      }
      events.put(event.id(), event);
    }

    private void order(String order, Kind kind, String state, String phase, Verdict... verdicts) {
      var event = new Event("event-" + order, order, kind, T, Emission.depth(order));
      order(event, 1, state, phase, verdicts);
    }

    private void order(Event event, int version, String state, String phase, Verdict... verdicts) {
      accept(event);
      var order = event.order();
      var kind = event.kind();
      var run = "run-" + order;
      var end = state.equals("DEAD") ? "FAILED" : state;
      runs.add(new Run(run, event.id(), event.rule(), version, 0));
      ledger.add(
          new Effect(
              "command-" + order,
              0,
              run,
              order,
              kind,
              state,
              kind.delivery(),
              phase,
              verdicts.length));
      for (var verdict : verdicts) {
        hits.add(new Hit(order, kind, "command-" + order, version, verdict, T));
      }
      ends.add(new End(run, 0, end, T));
      reported.put(run, end);
      if (end.equals("FAILED")) {
        deadLetters.add("command-" + order + "/0");
      }
      if (end.equals("FAILED") || end.equals("UNKNOWN")) {
        told.add(new Told("command-" + order, 0, state));
      }
    }

    void effect(String order, String state, String phase) {
      ledger.replaceAll(
          effect ->
              effect.order().equals(order)
                  ? new Effect(
                      effect.commandId(),
                      effect.generation(),
                      effect.runId(),
                      order,
                      effect.kind(),
                      state,
                      effect.delivery(),
                      phase,
                      effect.attempts())
                  : effect);
    }

    /** Its run is one of this rule and version instead; there is one now, if there was none. */
    void run(String order, String rule, int version) {
      runs.removeIf(run -> run.id().equals("run-" + order));
      runs.add(new Run("run-" + order, "event-" + order, rule, version, 0));
    }

    /** Its first rejection is this one instead. */
    void rejected(String run, String event, String code) {
      rejected.set(0, new Rejection(run, event, code));
    }

    /** The target of a cancelled run is called once more, when it is over. */
    void late(String order, Kind kind) {
      hits.add(new Hit(order, kind, "command-" + order, 1, Verdict.RECOGNISED, T.plusSeconds(10)));
    }

    /** The order was for another amount. */
    void decided(String order, int amount) {
      events.computeIfPresent(
          "event-" + order,
          (id, e) ->
              new Event(id, order, e.kind(), e.acceptedAt(), e.hops(), e.rule(), amount, "c"));
    }

    World world() {
      return new World(
          sent,
          events,
          ledger,
          runs,
          hits,
          ends,
          rejected,
          cancellations,
          deadLetters,
          reported,
          new Rules(terms, logged, promised),
          new Bystanders(answers, told, counted, documents));
    }
  }

  @Test
  void worldInWhichAllPromisesWereKeptHasNoFindings() {
    assertThat(Checker.check(new Draft().world())).isEmpty();
  }

  static Stream<Arguments> defects() {
    return Stream.of(
        defect(Finding.Kind.LOST_EVENT, d -> d.events.remove("event-g")),
        defect(
            Finding.Kind.LOST_EVENT,
            d -> d.sent.put("j", new Sent("j", Kind.NONE, true, Set.of()))),
        defect(Finding.Kind.LOST_RUN, d -> d.runs.removeIf(run -> run.id().equals("run-a"))),
        defect(Finding.Kind.LOST_RUN, d -> d.term("least", 1, T, Instant.MAX)),
        defect(Finding.Kind.LOST_RUN, d -> d.runs.removeIf(run -> run.id().equals("run-u"))),
        defect(Finding.Kind.LOST_RUN, d -> d.decided("v", 250)),
        defect(Finding.Kind.WRONG_VERSION, d -> d.run("u", "many-1", 1)),
        defect(Finding.Kind.WRONG_VERSION, d -> d.run("t", "many-1", 2)),
        defect(Finding.Kind.WRONG_VERSION, d -> d.run("s", "many-1", 3)),
        defect(Finding.Kind.PHANTOM_RUN, d -> d.run("v", "many-1", 2)),
        defect(Finding.Kind.PHANTOM_RUN, d -> d.run("w", "many-1", 2)),
        defect(Finding.Kind.PHANTOM_RUN, d -> d.run("y", "many-2", 1)),
        defect(Finding.Kind.PHANTOM_RUN, d -> d.run("x", "many-1", 1)),
        defect(Finding.Kind.LOST_CHANGE, d -> d.promised.put("many-1", 3)),
        defect(Finding.Kind.LOST_CHANGE, d -> d.logged.put("many-1", 1)),
        defect(Finding.Kind.LOST_RUN, d -> d.ledger.removeIf(e -> e.order().equals("c"))),
        defect(Finding.Kind.OPEN_RUN, d -> d.ends.removeIf(end -> end.runId().equals("run-d"))),
        defect(
            Finding.Kind.OPEN_RUN,
            d ->
                d.runs.replaceAll(r -> new Run(r.id(), r.eventId(), r.rule(), r.ruleVersion(), 1))),
        defect(Finding.Kind.OPEN_EFFECT, d -> d.effect("a", "RETRY_WAIT", "WRITTEN")),
        defect(Finding.Kind.LOST_EFFECT, d -> d.hits.removeIf(hit -> hit.order().equals("a"))),
        defect(
            Finding.Kind.DOUBLED_EFFECT,
            d -> d.hits.add(new Hit("a", Kind.KEYED, "command-a", 1, Verdict.APPLIED))),
        defect(
            Finding.Kind.DOUBLED_EFFECT,
            d -> d.hits.add(new Hit("b", Kind.ONCE, "command-b", 1, Verdict.REFUSED))),
        defect(
            Finding.Kind.DOUBLED_EFFECT,
            d -> d.hits.add(new Hit("k", Kind.SQL, "command-k", 1, Verdict.APPLIED))),
        defect(Finding.Kind.LOST_EFFECT, d -> d.hits.removeIf(hit -> hit.order().equals("l"))),
        defect(
            Finding.Kind.PHANTOM_HIT,
            d -> d.hits.add(new Hit("l", Kind.TOPIC, "command-m", 1, Verdict.APPLIED))),
        defect(
            Finding.Kind.TWO_IDS,
            d -> d.events.put("event-n", new Event("event-n", "g", Kind.NONE, T))),
        defect(
            Finding.Kind.DOUBLED_RUN, d -> d.runs.add(new Run("run-x", "event-a", "keyed", 1, 0))),
        defect(
            Finding.Kind.PHANTOM_HIT,
            d -> d.hits.add(new Hit("a", Kind.KEYED, "command-z", 1, Verdict.RECOGNISED))),
        defect(
            Finding.Kind.PHANTOM_RUN, d -> d.runs.add(new Run("run-z", "event-z", "keyed", 1, 0))),
        defect(
            Finding.Kind.PHANTOM_RUN, d -> d.runs.add(new Run("run-g", "event-g", "keyed", 1, 0))),
        defect(
            Finding.Kind.PHANTOM_RUN, d -> d.runs.add(new Run("run-h", "event-h", "least", 1, 0))),
        defect(Finding.Kind.PHANTOM_RUN, d -> d.reported.put("run-y", "SUCCEEDED")),
        defect(
            Finding.Kind.MIXED_VERSIONS,
            d -> d.hits.add(new Hit("e", Kind.PUT, "command-e", 2, Verdict.APPLIED))),
        defect(Finding.Kind.DISHONEST, d -> d.reported.put("run-b", "SUCCEEDED")),
        defect(Finding.Kind.DISHONEST, d -> d.reported.remove("run-b")),
        defect(Finding.Kind.DISHONEST, d -> d.ends.add(new End("run-a", 0, "FAILED", T))),
        defect(Finding.Kind.UNEXPLAINED_UNKNOWN, d -> d.effect("a", "UNKNOWN", "WRITTEN")),
        defect(Finding.Kind.UNEXPLAINED_UNKNOWN, d -> d.effect("b", "UNKNOWN", "CONNECTING")),
        defect(Finding.Kind.MISSING_DEAD_LETTER, d -> d.deadLetters.clear()),
        defect(Finding.Kind.GIVEN_UP, d -> d.effect("d", "DEAD", "ANSWERED")),
        defect(
            Finding.Kind.REJECTED_START,
            d -> d.rejected.add(new Rejection("run-q", "event-q", "RULE_BRAKED"))),
        defect(Finding.Kind.REJECTED_START, d -> d.rejected("run-bc", "event-bc", "RULE_CYCLE")),
        defect(Finding.Kind.REJECTED_START, d -> d.rejected("run-bc", "event-z", "RULE_BRAKED")),
        defect(Finding.Kind.LOST_RUN, d -> d.rejected.removeFirst()),
        defect(Finding.Kind.DISHONEST, d -> d.reported.put("run-bc", "RUNNING")),
        defect(Finding.Kind.PHANTOM_RUN, d -> d.rejected.removeLast()),
        defect(Finding.Kind.TWO_ENDS, d -> d.run("bc", "braked", 1)),
        defect(
            Finding.Kind.TWO_ENDS,
            d -> d.rejected.add(new Rejection("run-2", "event-bc", "RULE_BRAKED"))),
        defect(Finding.Kind.OVER_BRAKE, d -> d.run("bc", "braked", 1)),
        defect(Finding.Kind.OVER_BRAKE, d -> d.run("bh", "many-3", 2)),
        defect(Finding.Kind.OVER_BRAKE, d -> d.start(Draft.braked("bi", "c-1", 8))),
        defect(Finding.Kind.BRAKED_TOO_SOON, d -> d.reject(Draft.braked("bi", "c-2", 8))),
        defect(Finding.Kind.BRAKED_TOO_SOON, d -> d.reject(Draft.braked("bi", "c-3", 8))),
        defect(Finding.Kind.PHANTOM_CANCELLATION, d -> d.cancellations.remove("run-cc")),
        defect(Finding.Kind.PHANTOM_CANCELLATION, d -> d.effect("d", "CANCELLED", "WRITTEN")),
        defect(Finding.Kind.LOST_CANCELLATION, d -> d.cancellations.put("run-cb", 1)),
        defect(Finding.Kind.LOST_CANCELLATION, d -> d.effect("ca", "SUCCEEDED", "ANSWERED")),
        defect(Finding.Kind.DISHONEST, d -> d.effect("ca", "SUCCEEDED", "ANSWERED")),
        defect(Finding.Kind.EFFECT_AFTER_END, d -> d.late("ca", Kind.KEYED)),
        defect(Finding.Kind.EFFECT_AFTER_END, d -> d.late("cc", Kind.ONCE)),
        defect(Finding.Kind.MISCOUNTED, d -> d.count(Kind.BRAKED, 0, 0, "REJECTED")),
        defect(Finding.Kind.MISCOUNTED, d -> d.count(Kind.KEYED, 0, 0, "CANCELLED")),
        defect(
            Finding.Kind.TWO_IDS,
            d -> d.sent.put("a", new Sent("a", Kind.KEYED, true, Set.of("event-a", "event-b")))),
        defect(Finding.Kind.LOST_EFFECT, d -> d.hits.removeIf(hit -> hit.order().equals("m"))),
        defect(Finding.Kind.LOST_EFFECT, d -> d.hits.removeIf(hit -> hit.order().equals("o"))),
        defect(
            Finding.Kind.PHANTOM_HIT, // a repeat under another Message-ID
            d -> d.hits.add(new Hit("m", Kind.MAIL, "command-other", 1, Verdict.APPLIED))),
        defect(
            Finding.Kind.DOUBLED_EFFECT,
            d -> d.hits.add(new Hit("p", Kind.HOOK, "command-p", 1, Verdict.APPLIED))),
        defect(
            Finding.Kind.BAD_SIGNATURE,
            d -> d.hits.add(new Hit("p", Kind.HOOK, "command-p", 1, Verdict.FORGED))),
        defect(Finding.Kind.LOST_EFFECT, d -> d.hits.removeIf(hit -> hit.order().equals("q+"))),
        defect(
            Finding.Kind.DOUBLED_EFFECT,
            d -> d.hits.add(new Hit("q", Kind.EMIT, "command-q", 1, Verdict.APPLIED))),
        defect(Finding.Kind.LOST_RUN, d -> d.runs.removeIf(run -> run.id().equals("run-q++"))),
        defect(Finding.Kind.GIVEN_UP, d -> d.effect("q+", "FAILED", "PREPARED")),
        defect(Finding.Kind.DISHONEST, d -> d.effect("q+++", "SUCCEEDED", "ANSWERED")),
        defect(
            Finding.Kind.UNBOUNDED_HOPS,
            d -> d.events.put("event-r", new Event("event-r", "q++++", Kind.EMIT, T, 4))),
        defect(
            Finding.Kind.UNBOUNDED_HOPS,
            d -> d.events.put("event-q+", new Event("event-q+", "q+", Kind.EMIT, T, 0))),
        defect(Finding.Kind.PHANTOM_EVENT, d -> d.sent.remove("g")),
        defect(Finding.Kind.FORGED_EVENT, d -> d.answers.add(new Answer("x", false, 202))),
        defect(
            Finding.Kind.FORGED_EVENT,
            d -> d.events.put("event-x", new Event("event-x", "forged", Kind.NONE, T))),
        defect(Finding.Kind.REFUSED_EVENT, d -> d.answers.add(new Answer("a", true, 401))),
        defect(Finding.Kind.UNTOLD, d -> d.told.removeLast()),
        defect(Finding.Kind.TOLD_TWICE, d -> d.told.add(d.told.getFirst())),
        defect(
            Finding.Kind.PHANTOM_NOTIFICATION, d -> d.told.add(new Told("command-a", 0, "DEAD"))),
        defect(
            Finding.Kind.DISHONEST,
            d -> d.told.set(0, new Told(d.told.getFirst().commandId(), 0, "DEAD"))),
        defect(Finding.Kind.MISCOUNTED, d -> d.count(Kind.NONE, 1, 0, "")),
        defect(Finding.Kind.MISCOUNTED, d -> d.count(Kind.MAIL, 0, 1, "")),
        defect(Finding.Kind.MISCOUNTED, d -> d.count(Kind.ONCE, 0, 0, "UNKNOWN")),
        defect(Finding.Kind.MISCOUNTED, d -> d.counted.remove(Kind.SQL)),
        defect(Finding.Kind.UNEQUAL_REPORTS, d -> d.documents.add(new Document("pdf", "another"))),
        defect(Finding.Kind.UNEQUAL_REPORTS, d -> d.documents.removeLast()),
        defect(Finding.Kind.UNEQUAL_REPORTS, d -> d.documents.clear()));
  }

  @ParameterizedTest(name = "{0} ({index})")
  @MethodSource("defects")
  void plantedDefectIsFound(Finding.Kind expected, Consumer<Draft> defect) {
    var draft = new Draft();
    defect.accept(draft);
    assertThat(Checker.check(draft.world())).extracting(Finding::kind).contains(expected);
  }

  private static Arguments defect(Finding.Kind expected, Consumer<Draft> change) {
    return Arguments.of(expected, change);
  }
}
