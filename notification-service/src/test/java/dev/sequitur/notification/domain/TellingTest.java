package dev.sequitur.notification.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.contracts.EffectSettled;
import dev.sequitur.contracts.EffectState;
import dev.sequitur.contracts.Failure;
import dev.sequitur.contracts.RunState;
import dev.sequitur.contracts.Wire;
import dev.sequitur.notification.Facts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TellingTest {

  private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");
  private static final Facts BIG_ORDER = Facts.of("shop", "big-order");
  private static final Recipient ANNA = new Recipient.User("anna");
  private static final Recipient BEN = new Recipient.User("ben");

  @Test
  void eachRecipientOfEachMatchingSubscriptionIsTold() {
    var told = decide(dead(BIG_ORDER), toTell(ANNA, BEN), toTell(ANNA));

    assertThat(told)
        .extracting(notification -> notification.recipient().key())
        .containsExactlyInAnyOrder("user:anna", "user:ben", "user:anna");
    assertThat(told).extracting(Notification::id).doesNotHaveDuplicates();
    assertThat(told).extracting(Notification::at).containsOnly(AT);
  }

  @Test
  void theSameFactIsToldUnderTheSameId() {
    var fact = dead(BIG_ORDER);
    var subscription = toTell(ANNA);

    assertThat(decide(fact, subscription)).isEqualTo(decide(fact, subscription));
  }

  @Test
  void anotherVersionOfTheSubscriptionKeepsTheId() {
    var fact = dead(BIG_ORDER);
    var old = toTell(ANNA);
    var renamed =
        new Subscription(
            old.workspace(),
            old.uid(),
            "renamed",
            2,
            old.rules(),
            old.labels(),
            EnumSet.allOf(Happening.class),
            List.of(ANNA, BEN),
            List.of(),
            Set.of());

    assertThat(decide(fact, renamed))
        .extracting(Notification::id)
        .contains(decide(fact, old).getFirst().id());
  }

  @Test
  void aRedriveThatFailsAgainIsAnotherCause() {
    var run = UUID.randomUUID();
    var command = UUID.randomUUID();
    var subscription = toTell(ANNA);
    var first = BIG_ORDER.settled(EffectState.DEAD, run, command, 0, AT);
    var again = BIG_ORDER.settled(EffectState.DEAD, run, command, 1, AT);

    assertThat(decide(dead(first), subscription).getFirst().id())
        .isNotEqualTo(decide(dead(again), subscription).getFirst().id());
  }

  @Test
  void otherWorkspacesAreNotTold() {
    assertThat(decide(dead(Facts.of("bank", "big-order")), toTell(ANNA))).isEmpty();
  }

  @Test
  void onlyTheNamedRulesAreToldOf() {
    var subscription = subscription(Set.of("big-order"), Map.of(), everything());

    assertThat(decide(dead(BIG_ORDER), subscription)).hasSize(1);
    assertThat(decide(dead(Facts.of("shop", "big-order-2")), subscription)).isEmpty();
    assertThat(decide(dead(Facts.of("shop", "*")), subscription)).isEmpty();
  }

  @Test
  void everyLabelMustStandOnTheRule() {
    var sales = subscription(Set.of("*"), Map.of("team", "sales"), everything());

    assertThat(decide(dead(BIG_ORDER.labelled("team", "sales")), sales)).hasSize(1);
    assertThat(decide(dead(BIG_ORDER.labelled("team", "stock")), sales)).isEmpty();
    assertThat(decide(dead(BIG_ORDER), sales)).isEmpty();
  }

  @Test
  void onlyTheAskedOutcomesAreToldOf() {
    for (var asked : Happening.values()) {
      var subscription = subscription(Set.of("*"), Map.of(), EnumSet.of(asked));
      for (var fact : oneOfEach()) {
        assertThat(decide(fact, subscription)).hasSize(fact.happening() == asked ? 1 : 0);
      }
    }
  }

  @Test
  void titlesSayWhatWentWrong() {
    assertThat(oneOfEach().stream().map(Wording::title))
        .containsExactly(
            "Rule big-order failed: http.request@1 answered 500 after 6 attempts",
            "Rule big-order failed: http.request@1 answered 500 after 6 attempts",
            "Rule big-order: whether http.request@1 took effect cannot be known",
            "Rule big-order could not start: COMMAND_TOO_LARGE",
            "Rule big-order works again",
            "Rule big-order finished");
  }

  @Test
  void eachChannelAndEachUserOfAChannelIsToldOnce() {
    var subscription = toChannels("ops", null, "mail", "anna", "mail", "ben");
    var fact = dead(BIG_ORDER);

    var told = told(fact, subscription).dispatches();

    assertThat(told)
        .extracting(dispatch -> dispatch.target().key())
        .containsExactly("channel:ops", "channel:mail/user:anna", "channel:mail/user:ben");
    assertThat(told).extracting(Dispatch::id).doesNotHaveDuplicates();
    assertThat(told(fact, subscription).dispatches()).isEqualTo(told);
  }

  @Test
  void aRunThatIsRedrivenToAGoodEndIsAnotherCause() {
    var end = finished(BIG_ORDER);

    assertThat(end.cause()).isEqualTo("run/" + end.runId() + "/end/0");
    assertThat(end.recovering("command/x/0").cause()).isEqualTo("recovered/command/x/0");
  }

  @Test
  void onlyWhoAwaitsTheRecoveryOfThisRuleIsAskedForIt() {
    var awaiting = subscription(Set.of("big-order"), Map.of(), everything());
    var others =
        List.of(
            subscription(Set.of("small-order"), Map.of(), everything()),
            subscription(Set.of("*"), Map.of(), EnumSet.of(Happening.FINISHED)));
    var book = SubscriptionBook.of(Stream.concat(Stream.of(awaiting), others.stream()).toList());

    assertThat(Telling.awaiting(book, finished(BIG_ORDER))).containsExactly(awaiting);
  }

  @Test
  void aRunThatDidNotEndWellIsNoGoodEnd() {
    assertThat(Fact.Ended.of(BIG_ORDER.settled(EffectState.SUCCEEDED, AT))).isEmpty();
    assertThat(Fact.Ended.of(BIG_ORDER.ended(RunState.FAILED, AT))).isEmpty();
  }

  private static Subscription toChannels(@Nullable String... channelsAndUsers) {
    var targets = new ArrayList<ChannelTarget>();
    for (int i = 0; i < channelsAndUsers.length; i += 2) {
      targets.add(new ChannelTarget(String.valueOf(channelsAndUsers[i]), channelsAndUsers[i + 1]));
    }
    return new Subscription(
        "shop",
        UUID.randomUUID(),
        "failures",
        1,
        Set.of("*"),
        Map.of(),
        everything(),
        List.of(),
        targets,
        Set.of());
  }

  @Test
  void aTitleWithoutAnAnswerNamesTheCode() {
    var outcome = BIG_ORDER.settled(EffectState.FAILED, AT);

    assertThat(Wording.title(dead(attempted(outcome, 1, null))))
        .isEqualTo("Rule big-order failed: http.request@1 ended with SECRET_MISSING");
    assertThat(Wording.title(dead(attempted(outcome, 0, null))))
        .isEqualTo("Rule big-order failed: http.request@1 ended with SECRET_MISSING");
  }

  @Test
  void aTitleNamesTheRedrive() {
    var outcome = BIG_ORDER.settled(EffectState.DEAD, UUID.randomUUID(), UUID.randomUUID(), 2, AT);

    assertThat(Wording.title(dead(outcome))).endsWith("after 6 attempts (redrive 2)");
  }

  @Test
  void aTitleIsNeverLongerThanAnybodyReads() {
    assertThat(Wording.title(dead(Facts.of("shop", "x".repeat(10_000))))).hasSize(300);
  }

  @Test
  void nothingThatATargetOrAnEventSaidIsTold() {
    for (var fact : oneOfEach()) {
      assertThat(new String(Wire.write(fact), java.nio.charset.StandardCharsets.UTF_8))
          .contains("s3cret");
      var told = decide(fact, subscription(Set.of("*"), Map.of(), everything())).getFirst();
      assertThat(told.title() + told.fact().code() + told.fact().cause()).doesNotContain("s3cret");
    }
  }

  private static List<Fact> oneOfEach() {
    return List.of(
        new Fact.Settled(BIG_ORDER.settled(EffectState.FAILED, AT), Happening.FAILED),
        new Fact.Settled(BIG_ORDER.settled(EffectState.DEAD, AT), Happening.DEAD),
        new Fact.Settled(BIG_ORDER.settled(EffectState.UNKNOWN, AT), Happening.UNKNOWN),
        new Fact.Refused(BIG_ORDER.rejected(AT)),
        finished(BIG_ORDER).recovering("command/x/0"),
        finished(BIG_ORDER));
  }

  private static EffectSettled attempted(
      EffectSettled outcome, int attempts, @Nullable Integer status) {
    return new EffectSettled(
        outcome.runId(),
        outcome.commandId(),
        outcome.workspace(),
        outcome.step(),
        outcome.uses(),
        outcome.generation(),
        outcome.state(),
        Facts.attempts(attempts, status),
        null,
        new Failure("SECRET_MISSING", ""),
        outcome.starter(),
        outcome.event(),
        outcome.settledAt(),
        null);
  }

  private static Fact dead(Facts facts) {
    return dead(facts.settled(EffectState.DEAD, AT));
  }

  private static Fact dead(EffectSettled outcome) {
    return new Fact.Settled(outcome, Happening.DEAD);
  }

  private static List<Notification> decide(Fact fact, Subscription... subscriptions) {
    return told(fact, subscriptions).notifications();
  }

  private static Telling.Told told(Fact fact, Subscription... subscriptions) {
    return Telling.decide(SubscriptionBook.of(List.of(subscriptions)), fact, AT);
  }

  private static Fact.Ended finished(Facts facts) {
    return Fact.Ended.of(facts.finished(AT)).orElseThrow();
  }

  private static Set<Happening> everything() {
    return EnumSet.allOf(Happening.class);
  }

  private static Subscription toTell(Recipient... recipients) {
    return new Subscription(
        "shop",
        UUID.randomUUID(),
        "failures",
        1,
        Set.of("*"),
        Map.of(),
        everything(),
        List.of(recipients),
        List.of(),
        Set.of());
  }

  private static Subscription subscription(
      Set<String> rules, Map<String, String> labels, Set<Happening> outcomes) {
    return new Subscription(
        "shop",
        UUID.randomUUID(),
        "failures",
        1,
        rules,
        labels,
        outcomes,
        List.of(ANNA),
        List.of(),
        Set.of());
  }
}
