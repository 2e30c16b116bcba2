package dev.sequitur.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sequitur.kit.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bundles: all owners are asked before any stores. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Keys.class)
class ManifestsComponentTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MANIFESTS = "/api/v1/workspaces/default/manifests";
  private static final String BUNDLE =
      """
      apiVersion: sequitur.dev/v1
      kind: Trigger
      metadata: { name: orders-in }
      spec: { webhook: { path: orders } }
      ---
      apiVersion: sequitur.dev/v1
      kind: Rule
      metadata: { name: big-order, workspace: default }
      spec:
        on: [com.example.order]
      ---
      apiVersion: sequitur.dev/v1
      kind: Subscription
      metadata: { name: failures }
      spec: {}
      """;

  private FakeOwner trigger = FakeOwner.of("trigger");
  private FakeOwner rule = FakeOwner.of("rule");
  private FakeOwner notification = FakeOwner.of("notification");

  @BeforeEach
  void ownersAcceptEverything() {
    trigger = accepting("trigger");
    rule = accepting("rule");
    notification = accepting("notification");
  }

  @Test
  void eachOwnerChecksAndThenStoresItsPartWithTheWholeAsContext() throws Exception {
    var answer = apply("?publish=true", BUNDLE);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.json().path("documents").findValuesAsText("index"))
        .containsExactly("0", "1", "2");
    assertThat(answer.json().path("documents").findValuesAsText("result"))
        .containsExactly("published", "published", "published");

    assertThat(rule.asked())
        .extracting(FakeOwner.Asked::uri)
        .containsExactly(
            MANIFESTS + "?dryRun=true&publish=true", MANIFESTS + "?dryRun=false&publish=true");
    var sent = JSON.readTree(rule.last().body());
    assertThat(sent.at("/documents/0/index").asInt()).isEqualTo(1);
    assertThat(sent.at("/documents/0/manifest/spec/on/0").asText()).isEqualTo("com.example.order");
    assertThat(sent.path("documents")).hasSize(1);
    assertThat(sent.path("bundle").findValuesAsText("kind"))
        .containsExactly("Trigger", "Rule", "Subscription");
    assertThat(People.claims(String.valueOf(rule.last().header("Authorization"))))
        .containsEntry("workspace", "default");
  }

  @Test
  void oneRefusalStoresNothingAnywhereAndTellsEverything() {
    rule.answer(_ -> rejecting(1, "/spec/on", "MISSING"));
    notification.answer(_ -> rejecting(2, "/spec/to", "UNKNOWN_FIELD"));
    var answer = apply("", BUNDLE);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.code()).isEqualTo("VALIDATION_FAILED");
    assertThat(answer.json().path("errors").findValuesAsText("pointer"))
        .containsExactlyInAnyOrder("/1/spec/on", "/2/spec/to");
    assertNothingStored();
  }

  @Test
  void whatNoOwnerKnowsIsNamedBesideTheOwnersErrors() {
    rule.answer(_ -> rejecting(1, "/spec/on", "MISSING"));
    var odd =
        BUNDLE
            + "---\nkind: Gadget\n---\njust text\n---\nkind: Rule\nmetadata: { name: x, workspace: shop }\n";
    var answer = apply("", odd);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().path("errors").findValuesAsText("pointer"))
        .contains("/1/spec/on", "/3/kind", "/4", "/5/metadata/workspace");
    assertNothingStored();
  }

  @Test
  void aDryRunStoresNothing() {
    var answer = apply("?dryRun=true", BUNDLE);
    assertThat(answer.json().path("documents").findValuesAsText("result"))
        .containsExactly("valid", "valid", "valid");
    assertNothingStored();
  }

  @Test
  void anOwnerThatIsAwayAtTheCheckStopsEverything() {
    notification.stop();
    var answer = apply("", BUNDLE);
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).isEqualTo("1");
    assertNothingStored();
  }

  @Test
  void anOwnerThatGoesAwayBetweenCheckAndStoreIsToldByName() {
    trigger.answer(
        asked ->
            asked.uri().contains("dryRun=true")
                ? accepted(asked)
                : FakeOwner.Reply.json(503, "{}"));
    var answer = apply("", BUNDLE);
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.code()).isEqualTo("MANIFESTS_PARTLY_APPLIED");
    assertThat(answer.json().path("detail").asText())
        .contains("Stored by rule-service, notification-service, not by trigger-service");
  }

  @Test
  void jsonIsTakenToo() {
    var json =
        """
        [{"apiVersion":"sequitur.dev/v1","kind":"Rule","metadata":{"name":"a"},"spec":{}}]
        """;
    var answer = editor().with("Content-Type", "application/json").send("POST", MANIFESTS, json);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(trigger.asked()).isEmpty();
  }

  @Test
  void whatCannotBeReadIsRefusedWithItsPlace() {
    var answer = apply("", "kind: Rule\nspec: [1\n");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("MANIFESTS_UNREADABLE");
    assertThat(answer.json().path("detail").asText()).contains("line 3");
    assertThat(apply("", "").code()).isEqualTo("MANIFESTS_UNREADABLE");
    assertThat(apply("", "a: !!java.net.URL [x]").code()).isEqualTo("MANIFESTS_UNREADABLE");
    var text = editor().with("Content-Type", "text/plain").send("POST", MANIFESTS, BUNDLE);
    assertThat(text.status()).isEqualTo(415);
    assertThat(editor().send("POST", MANIFESTS).status()).isEqualTo(415);
  }

  private static Client editor() {
    return Client.withKey(People.key("editor"));
  }

  private static Client.Answer apply(String query, String yaml) {
    return editor().with("Content-Type", "application/yaml").send("POST", MANIFESTS + query, yaml);
  }

  private void assertNothingStored() {
    for (var owner : List.of(trigger, rule, notification)) {
      assertThat(owner.asked()).allMatch(asked -> asked.uri().contains("dryRun=true"));
    }
  }

  private static FakeOwner accepting(String name) {
    var owner = FakeOwner.of(name);
    owner.answer(ManifestsComponentTest::accepted);
    return owner;
  }

  private static FakeOwner.Reply accepted(FakeOwner.Asked asked) {
    try {
      var result = asked.uri().contains("dryRun=true") ? "valid" : "published";
      var documents = JSON.createArrayNode();
      for (JsonNode document : JSON.readTree(asked.body()).path("documents")) {
        documents
            .addObject()
            .put("index", document.path("index").asInt())
            .put("kind", document.at("/manifest/kind").asText())
            .put("name", document.at("/manifest/metadata/name").asText())
            .put("uid", UUID.randomUUID().toString())
            .put("result", result);
      }
      var body = JSON.createObjectNode().set("documents", documents);
      return FakeOwner.Reply.json(200, body.toString());
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static FakeOwner.Reply rejecting(int index, String pointer, String code) {
    var body = JSON.createObjectNode();
    var document = body.putArray("documents").addObject();
    document.put("index", index).put("result", "rejected");
    document
        .putArray("errors")
        .addObject()
        .put("pointer", pointer)
        .put("code", code)
        .put("detail", "so it is");
    return FakeOwner.Reply.json(422, body.toString());
  }
}
