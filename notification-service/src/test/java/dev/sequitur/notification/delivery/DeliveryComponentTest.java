package dev.sequitur.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.sequitur.contracts.EffectSettled;
import dev.sequitur.contracts.EffectState;
import dev.sequitur.contracts.Headers;
import dev.sequitur.contracts.PerformActions;
import dev.sequitur.contracts.Topics;
import dev.sequitur.contracts.Wire;
import dev.sequitur.kit.database.PathDatabase;
import dev.sequitur.kit.test.Infrastructure;
import dev.sequitur.kit.test.TopicProbe;
import dev.sequitur.notification.Facts;
import dev.sequitur.notification.WorkspaceApi;
import dev.sequitur.notification.domain.Fact;
import dev.sequitur.notification.domain.Happening;
import dev.sequitur.notification.domain.Telling;
import dev.sequitur.notification.inbox.InboxItem;
import dev.sequitur.notification.subscription.SubscriptionsInForce;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * I2 and I8 of messages through channels: each is commanded once, and shown as what became of it.
 */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class DeliveryComponentTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String HOOK =
      "{webhook: {url: 'https://example.com/hook', secret: {secret: signing}}}";
  private static final String EVERYTHING =
      "{on: {rules: ['*'], outcomes: [FAILED, DEAD, UNKNOWN, REJECTED, RECOVERED, FINISHED]}, to: {channels: [ops]}}";
  private static final String TO_TESTER =
      "{on: {rules: ['*']}, to: {channels: [{channel: mail, users: [tester]}]}, mandatory: [DEAD]}";

  @Inject PathDatabase database;
  @Inject Release release;
  @Inject Announcements announcements;
  @Inject SubscriptionsInForce subscriptions;

  private final WorkspaceApi api = WorkspaceApi.fresh();
  private final Facts facts = Facts.of(api.workspace(), "big-order");
  private TopicProbe probe;

  @BeforeEach
  void open() {
    probe = TopicProbe.ofTests();
  }

  @AfterEach
  void close() {
    probe.close();
  }

  @Test
  void aFailureIsOneSignedWebhookHoweverOftenItIsHeard() {
    api.channel("ops", HOOK);
    api.subscribe("failures", EVERYTHING);
    var outcome = facts.settled(EffectState.DEAD, Instant.now());
    for (int i = 0; i < 3; i++) {
      probe.produce(outcome.message(null));
    }
    var command = awaitCommands(1).getFirst();
    settleAfter(outcome.runId());

    assertThat(commands())
        .filteredOn(one -> one.event().id().equals(outcome.event().id()))
        .hasSize(1);
    assertThat(command.starter().kind()).isEqualTo("Subscription");
    assertThat(command.starter().name()).isEqualTo("failures");
    assertThat(command.event().id()).isEqualTo(outcome.event().id());
    var call = command.actions().getFirst();
    assertThat(call.uses()).isEqualTo("webhook.send@1");
    assertThat(call.step()).isEqualTo("message/ops");
    assertThat(call.with()).containsEntry("url", "https://example.com/hook");
    assertThat(call.with().toString())
        .contains("{secret=signing}")
        .contains("notification.dead")
        .contains("Rule big-order failed")
        .contains(outcome.runId().toString())
        .doesNotContain("s3cret ")
        .doesNotContain("the target said");
  }

  @Test
  void aFailureThatComesThriceInOneBatchIsOneCommand() {
    api.channel("ops", HOOK);
    api.subscribe("failures", EVERYTHING);
    var outcome = facts.settled(EffectState.DEAD, Instant.now());
    var fact = new Fact.Settled(outcome, Happening.DEAD);
    var round = new Announcements.Round();
    for (int i = 0; i < 3; i++) {
      round.tell(Telling.decide(subscriptions.inForceAt(Instant.now()), fact, Instant.now()));
    }
    announcements.carryOut(round);
    settleAfter(outcome.runId());

    assertThat(awaitCommands(2))
        .filteredOn(one -> one.event().id().equals(outcome.event().id()))
        .hasSize(1);
    assertThat(api.deliveries("&outcome=DEAD")).hasSize(1);
  }

  @Test
  void whatBecameOfItIsShownAndTheLatestGenerationHolds() {
    var command = queued();
    probe.produce(Facts.answer(command, EffectState.DEAD, 0, Instant.now()).message(null));
    var failed = api.awaitDeliveries("FAILED", 1).getFirst();
    assertThat(failed.reason()).isEqualTo("CONNECT_FAILED");
    assertThat(failed.detail()).isNull();
    assertThat(failed.commandId()).isEqualTo(command.actions().getFirst().commandId());

    probe.produce(Facts.answer(command, EffectState.SUCCEEDED, 1, Instant.now()).message(null));
    var sent = api.awaitDeliveries("SENT", 1).getFirst();
    assertThat(sent.reason()).isNull();

    probe.produce(Facts.answer(command, EffectState.DEAD, 0, Instant.now()).message(null));
    settleAfter(command.runId());
    assertThat(api.deliveries("&state=SENT&outcome=DEAD")).hasSize(1);
  }

  @Test
  void nothingIsNotifiedAboutNotifications() {
    var command = queued();
    for (var state : List.of(EffectState.DEAD, EffectState.UNKNOWN, EffectState.SUCCEEDED)) {
      probe.produce(Facts.answer(command, state, state.ordinal(), Instant.now()).message(null));
    }
    settleAfter(command.runId());

    assertThat(api.deliveries("&outcome=DEAD")).hasSize(1);
    assertThat(api.deliveries("&outcome=FINISHED")).isEmpty();
    // The one at hand, and the one that shows that all was heard.
    assertThat(awaitCommands(2))
        .hasSize(2)
        .allSatisfy(one -> assertThat(one.event().type()).isEqualTo("com.example.order"));
  }

  @Test
  void aRuleThatWorksAgainIsToldOnceAndOnlyAfterTrouble() {
    api.channel("ops", HOOK);
    api.subscribe(
        "recoveries",
        "{on: {rules: ['*'], outcomes: [DEAD, RECOVERED]}, to: {channels: [ops], inbox: {users: [tester]}}}");
    var run = UUID.randomUUID();
    var before = Instant.now().minusMillis(1);
    var failed = facts.settled(EffectState.DEAD, run, UUID.randomUUID(), 0, Instant.now());
    produceInOrder(run, facts.finished(before), failed);
    assertThat(api.awaitInbox(1)).extracting(InboxItem::outcome).containsExactly("DEAD");

    probe.produce(facts.finished(Instant.now()).message(null));
    var told = api.awaitInbox(2).getFirst();
    assertThat(told.outcome()).isEqualTo("RECOVERED");
    assertThat(told.title()).isEqualTo("Rule big-order works again");
    assertThat(told.severity()).isEqualTo("INFO");

    // A copy of the failure does not open the trouble again, and another good run ends nothing.
    probe.produce(failed.message(null));
    probe.produce(facts.finished(Instant.now()).message(null));
    var again = facts.settled(EffectState.DEAD, Instant.now());
    probe.produce(again.message(null));
    api.awaitDeliveries("QUEUED", 3);
    assertThat(api.inbox())
        .extracting(InboxItem::outcome)
        .containsExactlyInAnyOrder("DEAD", "RECOVERED", "DEAD");
  }

  @Test
  void aRunThatEndsWellIsToldToWhoAsks() {
    api.channel("ops", HOOK);
    api.subscribe(
        "ends", "{on: {rules: [big-order], outcomes: [FINISHED]}, to: {channels: [ops]}}");
    var end = facts.finished(Instant.now());
    probe.produce(end.message(null));
    probe.produce(end.message(null));

    var delivery = api.awaitDeliveries("QUEUED", 1).getFirst();
    assertThat(delivery.title()).isEqualTo("Rule big-order finished");
    assertThat(delivery.runId()).isEqualTo(end.runId());
  }

  @Test
  void aChannelThatIsNotInForceSuppressesVisibly() {
    api.put("Channel", "channels", "ops", HOOK).then().statusCode(201);
    api.subscribe("failures", EVERYTHING);
    probe.produce(facts.settled(EffectState.DEAD, Instant.now()).message(null));

    var delivery = api.awaitDeliveries("SUPPRESSED", 1).getFirst();
    assertThat(delivery.reason()).isEqualTo("CHANNEL_NOT_IN_FORCE");
    assertThat(commands()).isEmpty();
  }

  @Test
  void whatAPersonWantsDecides() {
    api.channel("mail", "{email: {connection: smtp}}");
    api.subscribe("mine", TO_TESTER);
    probe.produce(facts.settled(EffectState.DEAD, Instant.now()).message(null));
    assertThat(api.awaitDeliveries("SUPPRESSED", 1).getFirst().reason()).isEqualTo("NO_ADDRESS");

    api.prefer("{\"email\":\"tester@example.com\",\"channels\":{\"mail\":{\"*\":\"off\"}}}");
    probe.produce(facts.settled(EffectState.FAILED, Instant.now()).message(null));
    assertThat(api.awaitDeliveries("SUPPRESSED", 2))
        .extracting(DeliveryView::reason)
        .contains("PREFERENCE_OFF");

    probe.produce(facts.settled(EffectState.DEAD, Instant.now()).message(null));
    var mail = awaitCommands(1).getFirst().actions().getFirst();
    assertThat(mail.uses()).isEqualTo("email.send@1");
    assertThat(mail.with())
        .containsEntry("connection", "smtp")
        .containsEntry("to", List.of("tester@example.com"));
    assertThat(api.deliveries("&user=tester&state=QUEUED")).hasSize(1);
  }

  @Test
  void quietHoursHoldAllButWhatIsMandatory() {
    var now = Instant.now().atZone(ZoneOffset.UTC);
    var time = DateTimeFormatter.ofPattern("HH:mm");
    var to = now.plusHours(3);
    api.channel("mail", "{email: {connection: smtp}}");
    api.subscribe("mine", TO_TESTER);
    api.prefer(
            """
            {"email": "tester@example.com", "zone": "UTC", "quietHours": {"from": "%s", "to": "%s"}}
            """
                .formatted(now.minusHours(1).format(time), to.format(time)))
        .then()
        .statusCode(200);
    probe.produce(facts.settled(EffectState.FAILED, Instant.now()).message(null));
    probe.produce(facts.settled(EffectState.DEAD, Instant.now()).message(null));

    var held = api.awaitDeliveries("HELD", 1).getFirst();
    assertThat(held.reason()).isEqualTo("QUIET_HOURS");
    assertThat(held.outcome()).isEqualTo("FAILED");
    assertThat(held.dueAt()).isEqualTo(to.withSecond(0).withNano(0).toInstant());
    assertThat(api.awaitDeliveries("QUEUED", 1).getFirst().outcome()).isEqualTo("DEAD");
  }

  @Test
  void aDigestIsOneMessageForManyHoweverManyReleaseIt() {
    api.channel("mail", "{email: {connection: smtp}}");
    api.subscribe("mine", TO_TESTER);
    api.prefer(
        "{\"email\":\"tester@example.com\",\"channels\":{\"mail\":{\"FAILED\":\"digest\"}}}");
    for (int i = 0; i < 5; i++) {
      probe.produce(facts.settled(EffectState.FAILED, Instant.now()).message(null));
    }
    api.awaitDeliveries("HELD", 5);
    makeDue();
    try (var replicas = Executors.newVirtualThreadPerTaskExecutor()) {
      IntStream.range(0, 4).forEach(_ -> replicas.submit(release::release));
    }

    var queued = api.awaitDeliveries("QUEUED", 5);
    assertThat(queued)
        .extracting(DeliveryView::commandId)
        .containsOnly(queued.getFirst().commandId());
    var mail = awaitCommands(1).getFirst();
    assertThat(mail.actions().getFirst().with()).containsEntry("subject", "5 notifications");
    probe.produce(Facts.answer(mail, EffectState.SUCCEEDED, 0, Instant.now()).message(null));
    api.awaitDeliveries("SENT", 5);
    assertThat(commands()).hasSize(1);
  }

  @Test
  void whatIsSwitchedOffWhileItIsHeldIsNotSent() {
    api.channel("mail", "{email: {connection: smtp}}");
    api.subscribe("mine", TO_TESTER);
    api.prefer(
        "{\"email\":\"tester@example.com\",\"channels\":{\"mail\":{\"FAILED\":\"digest\"}}}");
    probe.produce(facts.settled(EffectState.FAILED, Instant.now()).message(null));
    api.awaitDeliveries("HELD", 1);
    api.prefer("{\"channels\":{\"mail\":{\"FAILED\":\"off\"}}}");
    makeDue();

    assertThat(api.awaitDeliveries("SUPPRESSED", 1).getFirst().reason())
        .isEqualTo("PREFERENCE_OFF");
  }

  @Test
  void anInboxThatIsSwitchedOffStaysEmpty() {
    api.channel("ops", HOOK);
    api.subscribe("both", "{on: {rules: ['*']}, to: {inbox: {users: [tester]}, channels: [ops]}}");
    api.prefer("{\"channels\":{\"inbox\":{\"FAILED\":\"off\"}}}");
    probe.produce(facts.settled(EffectState.FAILED, Instant.now()).message(null));
    api.awaitDeliveries("QUEUED", 1);

    assertThat(api.inbox()).isEmpty();
  }

  @Test
  void aTemplateSaysWhatIsSentAndItsPreviewSaysTheSameOfARealDelivery() {
    api.template(
        "short",
        "{channel: webhook, fields: {text: 'Look at {notification.rule}: {notification.code}'}}");
    api.channel("ops", HOOK.replaceFirst("}$", ", template: short}"));
    api.subscribe("failures", EVERYTHING);
    probe.produce(facts.settled(EffectState.DEAD, Instant.now()).message(null));

    var body = String.valueOf(awaitCommands(1).getFirst().actions().getFirst().with().get("body"));
    assertThat(body).contains("text=Look at big-order: HTTP_STATUS");
    var id = api.awaitDeliveries("QUEUED", 1).getFirst().id();
    preview("{\"deliveryId\":\"" + id + "\"}")
        .then()
        .statusCode(200)
        .body("parts.text", equalTo("Look at big-order: HTTP_STATUS"));
    preview("{\"notification\":{\"rule\":\"<other>\"}}")
        .then()
        .statusCode(200)
        .body("parts.text", equalTo("Look at <other>: HTTP_STATUS"));
    preview("{\"deliveryId\":\"" + UUID.randomUUID() + "\"}")
        .then()
        .statusCode(404)
        .body("code", equalTo("DELIVERY_NOT_FOUND"));
    preview("{\"event\":{}}").then().statusCode(422).body("code", equalTo("PREVIEW_INVALID"));
  }

  @Test
  void aTemplateWithAMistakeIsRefusedWithItsPlace() {
    api.put(
            "NotificationTemplate",
            "notification-templates",
            "bad",
            "{channel: slack, text: 'a {#if}'}")
        .then()
        .statusCode(422)
        .body("code", equalTo("DEFINITION_INVALID"))
        .body("errors.pointer", hasItem("/spec/text"))
        .body("errors.code", hasItem("TEMPLATE_SYNTAX"))
        .body("errors.line", hasItem(1));
  }

  @Test
  void aTemplateThatIsNotPublishedDoesNotKeepAnybodyFromBeingTold() {
    api.channel("ops", HOOK.replaceFirst("}$", ", template: nowhere}"));
    api.subscribe("failures", EVERYTHING);
    probe.produce(facts.settled(EffectState.DEAD, Instant.now()).message(null));

    assertThat(api.awaitDeliveries("QUEUED", 1).getFirst().reason())
        .isEqualTo("TEMPLATE_NOT_IN_FORCE");
  }

  @Test
  void aTestShowsWhatTheProviderSaid() {
    api.put("Channel", "channels", "ops", HOOK).then().statusCode(201);
    var answer =
        CompletableFuture.supplyAsync(() -> api.request().post(api.path() + "/channels/ops/tests"));
    var command = awaitCommands(1).getFirst();
    assertThat(command.starter().kind()).isEqualTo("Channel");
    probe.produce(Facts.answer(command, EffectState.DEAD, 0, Instant.now()).message(null));

    answer
        .join()
        .then()
        .statusCode(200)
        .body("state", equalTo("FAILED"))
        .body("reason", equalTo("CONNECT_FAILED"))
        .body("detail", equalTo("the provider said: 535"));
  }

  @Test
  void aTestWithoutAnAddressIsRefused() {
    api.put("Channel", "channels", "mail", "{email: {connection: smtp}}").then().statusCode(201);

    api.request()
        .post(api.path() + "/channels/mail/tests")
        .then()
        .statusCode(409)
        .body("code", equalTo("CHANNEL_WITHOUT_ADDRESS"));
  }

  @Test
  void deliveriesArePagedAndFiltered() {
    api.channel("ops", HOOK);
    api.subscribe("failures", EVERYTHING);
    for (int i = 0; i < 5; i++) {
      probe.produce(facts.settled(EffectState.DEAD, Instant.now()).message(null));
    }
    var all = api.awaitDeliveries("QUEUED", 5);

    var first = api.request().get(api.path() + "/deliveries?limit=3&channel=ops").jsonPath();
    var second =
        api.request()
            .get(api.path() + "/deliveries?limit=3&channel=ops&after=" + first.getString("next"))
            .jsonPath();
    var ids = new java.util.ArrayList<>(first.getList("items.id", UUID.class));
    ids.addAll(second.getList("items.id", UUID.class));
    assertThat(ids).isEqualTo(all.stream().map(DeliveryView::id).toList());
    assertThat(second.getString("next")).isNull();
    assertThat(api.deliveries("&rule=other")).isEmpty();
    assertThat(api.deliveries("&subscription=failures&rule=big-order")).hasSize(5);
    api.request()
        .get(api.path() + "/deliveries/" + ids.getFirst())
        .then()
        .statusCode(200)
        .body("state", equalTo("QUEUED"));
  }

  @Test
  void badQuestionsAreRefused() {
    for (var query : List.of("state=GONE", "limit=0", "limit=x", "after=x", "colour=red")) {
      api.request()
          .get(api.path() + "/deliveries?" + query)
          .then()
          .statusCode(400)
          .body("code", equalTo("DELIVERY_FILTER_INVALID"));
    }
    for (var id : List.of("x", UUID.randomUUID().toString())) {
      api.request()
          .get(api.path() + "/deliveries/" + id)
          .then()
          .statusCode(404)
          .body("code", equalTo("DELIVERY_NOT_FOUND"));
    }
    api.prefer("{\"zone\":\"Mars\",\"digestAt\":\"25:00\"}")
        .then()
        .statusCode(422)
        .body("code", equalTo("PREFERENCES_INVALID"))
        .body("errors.pointer", equalTo(List.of("/zone", "/digestAt")));
    api.requestWith("notification:read").get(api.path() + "/deliveries").then().statusCode(403);
  }

  @Test
  void nobodySeesWhatAnotherWorkspaceHas() {
    var command = queued();
    var stranger = WorkspaceApi.fresh();
    var id = api.deliveries("").getFirst().id();

    assertThat(command.workspace()).isEqualTo(api.workspace());
    assertThat(stranger.deliveries("")).isEmpty();
    stranger.request().get(stranger.path() + "/deliveries/" + id).then().statusCode(404);
  }

  /** A message that is on its way. */
  private PerformActions queued() {
    api.channel("ops", HOOK);
    api.subscribe("failures", EVERYTHING);
    probe.produce(facts.settled(EffectState.DEAD, Instant.now()).message(null));
    return awaitCommands(1).getFirst();
  }

  /**
   * Returns when all that was said before about a run has been heard: what has its key, in order.
   */
  private void settleAfter(UUID run) {
    produceInOrder(run, facts.settled(EffectState.FAILED, Instant.now()));
    await().atMost(PATIENCE).until(() -> !api.deliveries("&outcome=FAILED").isEmpty());
  }

  private void produceInOrder(UUID key, EffectSettled... outcomes) {
    for (var outcome : outcomes) {
      var message = outcome.message(null);
      probe.raw(message.topic(), key.toString(), message.value(), message.headers());
    }
  }

  private void makeDue() {
    database.run(
        transaction -> {
          try (var update =
              transaction
                  .connection()
                  .prepareStatement(
                      "UPDATE deliveries SET due_at = now() WHERE state = 'HELD' AND workspace = ?")) {
            update.setString(1, api.workspace());
            update.executeUpdate();
          }
        });
  }

  private io.restassured.response.Response preview(String wish) {
    return api.request()
        .contentType("application/json")
        .body(wish)
        .post(api.path() + "/notification-templates/short/previews");
  }

  private List<PerformActions> commands() {
    return probe
        .all(
            Topics.COMMANDS,
            record -> TopicProbe.header(record, Headers.WORKSPACE).equals(api.workspace()))
        .stream()
        .map(record -> Wire.read(record.value(), PerformActions.class))
        .toList();
  }

  private List<PerformActions> awaitCommands(int size) {
    return await().atMost(PATIENCE).until(this::commands, found -> found.size() >= size);
  }
}
