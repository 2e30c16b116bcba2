package dev.sequitur.kit.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.sequitur.contracts.AuditRecorded;
import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.contracts.DefinitionPublished.State;
import dev.sequitur.kit.database.PathDatabase;
import dev.sequitur.kit.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Drafts, versions and changes as one workspace sees them over HTTP, and what is said of them. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class DefinitionsComponentTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  @ConfigProperty(name = "sequitur.kafka.bootstrap-servers")
  String bootstrapServers;

  @Inject Definitions definitions;
  @Inject ThingKind kind;
  @Inject PathDatabase path;

  private final Things things = Things.fresh();
  private Said said;

  @BeforeEach
  void open() {
    said = new Said(bootstrapServers, things.workspace());
  }

  @AfterEach
  void close() {
    said.close();
  }

  @Test
  void aNewNameIsCreatedAsADraftAndAnotherSpecIsItsNextRevision() {
    things
        .put("one", "{\"size\":1}")
        .then()
        .statusCode(201)
        .header("ETag", equalTo("\"1\""))
        .body("status.state", equalTo("DRAFT"))
        .body("status.version", equalTo(0))
        .body("status.effectiveFrom", nullValue())
        .body("metadata.workspace", equalTo(things.workspace()))
        .body("metadata.updatedBy", equalTo("tester"));

    things
        .put("one", "{\"size\":2}")
        .then()
        .statusCode(200)
        .header("ETag", equalTo("\"2\""))
        .body("spec.size", equalTo(2));
    things.get("one").then().statusCode(200).header("ETag", equalTo("\"2\""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"size\":1}",
        "{\"size\":1e2}",
        "{\"size\":1e20}",
        "{\"size\":1e150}",
        "{\"size\":-0.0}",
        "{\"size\":12345678.0}",
        "{\"size\":1.10}",
        "{\"size\":0.00001}",
        "{\"size\":1,\"b\":null,\"a\":[{},[]],\"long key\":\"\\u00e4\\ud83d\\ude00\"}"
      })
  void theSameDocumentAgainChangesNothing(String spec) {
    things.put("one", spec).then().statusCode(201);

    things.put("one", spec).then().statusCode(200).header("ETag", equalTo("\"1\""));
  }

  @Test
  void yamlIsTakenAsJsonIs() {
    var yaml =
        "apiVersion: sequitur.dev/v1\nkind: Thing\nmetadata:\n  name: one\n  labels: {a: b}\n"
            + "spec:\n  size: 1\n";
    things.putYaml("one", yaml).then().statusCode(201).body("metadata.labels.a", equalTo("b"));

    things.putYaml("one", yaml).then().statusCode(200).header("ETag", equalTo("\"1\""));
  }

  @Test
  void whatActsIsSuspendedFromTheDataPathOnceAndOnlyIfItStillIsThatChange() {
    things.put("one", "{\"size\":1}");
    things.publish("one");
    var uid = definitions.get(things.workspace(), kind, "one").uid();

    assertThat(suspended("one", UUID.randomUUID(), 1)).isFalse();
    assertThat(suspended("two", uid, 1)).isFalse();
    assertThat(suspended("one", uid, 2)).isFalse();
    assertThat(suspended("one", uid, 1)).isTrue();
    assertThat(suspended("one", uid, 1)).isFalse();
    things.get("one").then().body("status.state", equalTo("DISABLED"));

    definitions.resume(new Author(things.workspace(), "tester"), kind, "one");
    // Found late, and of what a person has resumed since.
    assertThat(suspended("one", uid, 1)).isFalse();
    things.get("one").then().body("status.state", equalTo("ACTIVE"));
    await().atMost(SOON).until(() -> said.audits().size() >= 4);
    assertThat(said.audits())
        .filteredOn(entry -> entry.action().equals("thing:suspend"))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.principal()).isEqualTo("brake");
              assertThat(entry.after()).containsEntry("reason", "too many");
            });
  }

  private boolean suspended(String name, UUID uid, long change) {
    return path.transact(
        transaction ->
            definitions.suspend(
                transaction,
                new Author(things.workspace(), "brake"),
                new Definitions.Acting(kind, name, uid, change),
                "too many"));
  }

  @Test
  void aRevisionThatIsNotTheReadOneIsRefused() {
    things.put("one", "{\"size\":1}");
    var fresh = things.request().header("If-Match", "\"1\"");
    things.put(fresh, "one", "{\"size\":2}").then().statusCode(200);

    for (var etag : List.of("\"1\"", "\"3\"", "garbage", "\"1\", \"2\"")) {
      things
          .put(things.request().header("If-Match", etag), "one", "{\"size\":3}")
          .then()
          .statusCode(412)
          .body("code", equalTo("DEFINITION_CHANGED"));
    }
    things
        .put(things.request().header("If-Match", "\"1\""), "two", "{\"size\":3}")
        .then()
        .statusCode(412);
    things.get("one").then().body("spec.size", equalTo(2));
  }

  @Test
  void whoExpectsNoneIsRefusedWhereThereIsOne() {
    var first = things.request().header("If-None-Match", "*");
    things.put(first, "one", "{\"size\":1}").then().statusCode(201);

    things
        .put(things.request().header("If-None-Match", "*"), "one", "{\"size\":1}")
        .then()
        .statusCode(412)
        .body("code", equalTo("DEFINITION_EXISTS"));
  }

  @Test
  void twoWhoCreateOneNameAtOnceGetOneDefinition() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < 5; round++) {
        var name = "one-" + round;
        var answers =
            threads
                .invokeAll(
                    IntStream.range(0, 4)
                        .<java.util.concurrent.Callable<Integer>>mapToObj(
                            i -> () -> things.put(name, "{\"size\":" + i + "}").statusCode())
                        .toList())
                .stream()
                .map(java.util.concurrent.Future::resultNow)
                .toList();
        assertThat(answers)
            .containsOnlyOnce(201)
            .allMatch(status -> status == 201 || status == 200);
      }
    }
  }

  @Test
  void aPublicationIsAVersionThatTakesEffectALeadFromNow() {
    things.put("one", "{\"size\":1}");
    var before = Instant.now();

    var answer = things.publish("one");

    var after = Instant.now();
    answer
        .then()
        .statusCode(200)
        .body("status.state", equalTo("ACTIVE"))
        .body("status.version", equalTo(1));
    var from = Instant.parse(answer.jsonPath().getString("status.effectiveFrom"));
    assertThat(from).isBetween(before.plusMillis(295), after.plusMillis(305));
    var change = said.awaitChanges(1).getFirst();
    assertThat(change.kind()).isEqualTo("Thing");
    assertThat(change.name()).isEqualTo("one");
    assertThat(change.version()).isEqualTo(1);
    assertThat(change.change()).isEqualTo(1);
    assertThat(change.state()).isEqualTo(State.ACTIVE);
    assertThat(change.spec()).containsEntry("size", 1);
    assertThat(change.uid()).hasToString(answer.jsonPath().getString("metadata.uid"));
  }

  @Test
  void theSameDraftIsPublishedOnce() {
    things.put("one", "{\"size\":1}");
    things.publish("one");
    things.publish("one").then().statusCode(200).body("status.version", equalTo(1));
    things.put("one", "{\"size\":2}");
    things.publish("one").then().body("status.version", equalTo(2));

    things
        .request()
        .get(things.path() + "/things/one/versions")
        .then()
        .body("items.version", equalTo(List.of(2, 1)))
        .body("items[1].manifest.spec.size", equalTo(1))
        .body("items[1].publishedBy", equalTo("tester"));
    assertThat(said.awaitLatestChanges(2))
        .extracting(DefinitionPublished::version)
        .containsExactly(1, 2);
  }

  @Test
  void whyItIsSuspendedStandsInTheAuditLog() {
    things.put("one", "{\"size\":1}");
    things.publish("one");
    suspend("{\"reason\":\"Moving\"}").then().statusCode(200);
    for (var wrong :
        List.of(
            "[]",
            "{\"reason\":1}",
            "{\"reason\":\"\"}",
            "{\"reason\":\"a\\nb\"}",
            "{\"because\":\"x\"}")) {
      suspend(wrong).then().statusCode(422).body("code", equalTo("VALIDATION_FAILED"));
    }
    suspend("{").then().statusCode(400).body("code", equalTo("MALFORMED_REQUEST"));
    await().atMost(SOON).until(() -> said.audits().size() >= 3);
    assertThat(said.audits())
        .filteredOn(audit -> audit.action().equals("thing:suspend"))
        .singleElement()
        .satisfies(audit -> assertThat(audit.after()).containsEntry("reason", "Moving"));
  }

  private io.restassured.response.Response suspend(String body) {
    return things
        .request()
        .contentType("application/json")
        .body(body)
        .put(things.path() + "/things/one/suspension");
  }

  @Test
  void aSuspendedDefinitionRestsUntilItIsResumed() {
    things.put("one", "{\"size\":1}");
    var suspension = things.path() + "/things/one/suspension";
    things
        .request()
        .put(suspension)
        .then()
        .statusCode(409)
        .body("code", equalTo("DEFINITION_NOT_PUBLISHED"));
    things.publish("one");
    things.put("one", "{\"size\":2}");

    things
        .request()
        .put(suspension)
        .then()
        .statusCode(200)
        .body("status.state", equalTo("DISABLED"));
    things.request().put(suspension).then().statusCode(200);
    things
        .request()
        .delete(suspension)
        .then()
        .statusCode(200)
        .body("status.state", equalTo("ACTIVE"))
        .body("status.version", equalTo(1));

    var changes = said.awaitLatestChanges(3);
    assertThat(changes)
        .extracting(DefinitionPublished::state)
        .containsExactly(State.ACTIVE, State.DISABLED, State.ACTIVE);
    assertThat(changes).extracting(DefinitionPublished::change).containsExactly(1L, 2L, 3L);
    assertThat(changes.getLast().spec()).containsEntry("size", 1);
  }

  @Test
  void anArchivedNameIsFreeAndItsUidIsNot() {
    things.put("one", "{\"size\":1}");
    var uid = things.publish("one").jsonPath().getString("metadata.uid");

    things.request().delete(things.path() + "/things/one").then().statusCode(204);

    things.get("one").then().statusCode(404).body("code", equalTo("DEFINITION_NOT_FOUND"));
    things.publish("one").then().statusCode(404);
    things.request().delete(things.path() + "/things/one").then().statusCode(404);
    var again = things.put("one", "{\"size\":1}");
    again.then().statusCode(201);
    assertThat(again.jsonPath().getString("metadata.uid")).isNotEqualTo(uid);
    assertThat(said.awaitLatestChanges(2).getLast().state()).isEqualTo(State.ARCHIVED);
  }

  @Test
  void aListComesInPages() {
    for (var name : List.of("c", "a", "b")) {
      things.put(name, "{\"size\":1}");
    }
    var list = things.path() + "/things";

    var first = things.request().get(list + "?limit=2");
    first.then().body("items.metadata.name", equalTo(List.of("a", "b"))).body("next", equalTo("b"));
    things
        .request()
        .get(list + "?limit=2&after=b")
        .then()
        .body("items.metadata.name", equalTo(List.of("c")))
        .body("next", nullValue());
    things.request().get(list + "?limit=0").then().statusCode(422);
    things.request().get(list + "?limit=501").then().statusCode(422);
    things.request().get(list + "?after=%00").then().statusCode(422);
    Things.fresh().request().get(list).then().statusCode(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nothing", "%00", "No_Name", "a%00b", "%F0%9F%98%80"})
  void whatCannotBeThereIsNotFound(String name) {
    things
        .request()
        .urlEncodingEnabled(false)
        .get(things.path() + "/things/" + name)
        .then()
        .statusCode(404);
  }

  @Test
  void allThatIsWrongIsToldAtOnce() {
    things
        .request()
        .contentType("application/json")
        .body(
            "{\"apiVersion\":\"v0\",\"kind\":\"Thing\",\"metadata\":{\"name\":\"One\"},\"spec\":{},\"x\":1}")
        .put(things.path() + "/things/one")
        .then()
        .statusCode(422)
        .contentType("application/problem+json")
        .body("code", equalTo("DEFINITION_INVALID"))
        .body("errors.pointer", equalTo(List.of("/x", "/apiVersion", "/metadata/name")));
    things
        .put("one", "{\"next\":\"two\"}")
        .then()
        .statusCode(422)
        .body("errors.pointer", equalTo(List.of("/spec/size", "/spec/next")));
    things
        .request()
        .contentType("application/json")
        .body(Things.manifest("two", "{\"size\":1}"))
        .put(things.path() + "/things/one")
        .then()
        .statusCode(422)
        .body("errors.code", equalTo(List.of("WRONG_NAME")));
    things
        .request()
        .contentType("application/json")
        .body(Things.manifest("one", "{\"size\":1}").replace("Thing", "Rule"))
        .put(things.path() + "/things/one")
        .then()
        .statusCode(422)
        .body("errors.code", equalTo(List.of("WRONG_KIND")));
    things
        .request()
        .contentType("application/json")
        .body(
            Things.manifest("one", "{\"size\":1}")
                .replace("{\"name\"", "{\"workspace\":\"other\",\"name\""))
        .put(things.path() + "/things/one")
        .then()
        .statusCode(422)
        .body("errors.code", equalTo(List.of("WRONG_WORKSPACE")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"size\":1,\"a\":\"\\u0000\"}",
        "{\"size\":1,\"a\\u0000\":1}",
        "{\"size\":1e400}",
        "{\"size\":1,\"a\":\"\\ud800\"}"
      })
  void whatTheDatabaseCannotHoldIsAViolation(String spec) {
    things.put("one", spec).then().statusCode(422).body("errors", hasSize(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "null", "[]", "{\"a\":1}{\"b\":2}", "{\"a\":1,\"a\":2}"})
  void aBodyThatIsNoManifestIsTheCallersMistake(String body) {
    var answer =
        things
            .request()
            .contentType("application/json")
            .body(body)
            .put(things.path() + "/things/one");

    assertThat(answer.statusCode()).isIn(400, 422);
    assertThat(answer.contentType()).startsWith("application/problem+json");
  }

  @Test
  void yamlOutOfProportionIsTheCallersMistake() {
    var laughs = "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b]\n";
    var deep = "a: " + "[".repeat(100_000);
    var deepButClosed = "a: " + "[".repeat(500) + "]".repeat(500);
    var large = "a: \"" + "x".repeat(1_200_000) + "\"";
    for (var yaml : List.of(laughs, deep, deepButClosed, large)) {
      things
          .putYaml("one", yaml)
          .then()
          .statusCode(400)
          .contentType("application/problem+json")
          .body("code", equalTo("MALFORMED_REQUEST"));
    }
  }

  @Test
  void aCheckStoresNothing() {
    var validate = things.path() + "/things/validate";
    things
        .request()
        .contentType("application/json")
        .body(Things.manifest("one", "{\"size\":1}"))
        .post(validate)
        .then()
        .statusCode(200)
        .body("errors", hasSize(0));
    things
        .request()
        .contentType("application/json")
        .body(Things.manifest("one", "{}"))
        .post(validate)
        .then()
        .statusCode(200)
        .body("errors.pointer", hasItem("/spec/size"));
    things.get("one").then().statusCode(404);
  }

  @Test
  void whatIsFineAndStillOddIsToldToThoseWhoMayRead() {
    var odd = "{\"size\":1,\"odd\":true}";
    things
        .request()
        .contentType("application/json")
        .body(Things.manifest("one", odd))
        .post(things.path() + "/things/validate")
        .then()
        .body("errors", hasSize(0))
        .body("warnings.pointer", hasItem("/spec/odd"));
    things.put("one", odd);
    var publication = things.path() + "/things/one/publication";
    things
        .requestWith("thing:publish")
        .post(publication)
        .then()
        .statusCode(200)
        .body("warnings", nullValue());
    things.request().post(publication).then().body("warnings.code", hasItem("ODD"));
    things.get("one").then().body("warnings", nullValue());
  }

  @Test
  void eachOperationAsksForItsPermission() {
    things.put("one", "{\"size\":1}");
    var one = things.path() + "/things/one";
    var reader = "thing:read";
    things.requestWith("thing:write").get(one).then().statusCode(403);
    things.requestWith(reader).get(one).then().statusCode(200);
    things.put(things.requestWith(reader), "one", "{\"size\":2}").then().statusCode(403);
    things.requestWith(reader, "thing:write").post(one + "/publication").then().statusCode(403);
    things.requestWith(reader, "thing:write").delete(one).then().statusCode(403);
    things.requestWith(reader, "thing:write").put(one + "/suspension").then().statusCode(403);
  }

  @Test
  void everyChangeIsAuditedWithWhatWasBefore() {
    things.put("one", "{\"size\":1}");
    things.put("one", "{\"size\":2}");
    things.put("one", "{\"size\":2}");
    things.publish("one");
    things.request().put(things.path() + "/things/one/suspension");
    things.request().delete(things.path() + "/things/one/suspension");
    things.request().delete(things.path() + "/things/one");

    await().atMost(SOON).until(() -> said.audits().size() >= 6);

    var audits = said.audits();
    assertThat(audits)
        .extracting(AuditRecorded::action)
        .containsExactlyInAnyOrder(
            "thing:write",
            "thing:write",
            "thing:publish",
            "thing:suspend",
            "thing:resume",
            "thing:archive");
    assertThat(audits)
        .allSatisfy(
            audit -> {
              assertThat(audit.principal()).isEqualTo("tester");
              assertThat(audit.resource()).isEqualTo("Thing/one");
            });
    assertThat(audits)
        .anySatisfy(
            audit -> {
              assertThat(String.valueOf(audit.before())).contains("size=1");
              assertThat(String.valueOf(audit.after())).contains("size=2");
            });
    assertThat(audits)
        .filteredOn(audit -> audit.action().equals("thing:suspend"))
        .singleElement()
        .satisfies(
            audit -> {
              assertThat(String.valueOf(audit.before())).contains("state=ACTIVE");
              assertThat(String.valueOf(audit.after())).contains("state=DISABLED");
            });
  }
}
